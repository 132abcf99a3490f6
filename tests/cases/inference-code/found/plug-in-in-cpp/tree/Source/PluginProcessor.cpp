#include "PluginProcessor.h"
void AmpCloneProcessor::processBlock(juce::AudioBuffer<float> &buffer) { LSTM.process(buffer.getReadPointer(0), buffer.getWritePointer(0), n); }
void AmpCloneProcessor::loadConfig(juce::File f) { LSTM.load_json(f.getFullPathName().toStdString().c_str()); }

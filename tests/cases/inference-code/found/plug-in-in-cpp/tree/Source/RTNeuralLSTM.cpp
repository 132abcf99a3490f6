#include "RTNeuralLSTM.h"
void RT_LSTM::load_json(const char *filename) { std::ifstream jsonStream(filename, std::ifstream::binary); nlohmann::json weights_json; jsonStream >> weights_json; auto &lstm = model.get<0>(); auto &dense = model.get<1>(); }
void RT_LSTM::process(const float *inData, float *outData, int n) { for (int i = 0; i < n; ++i) outData[i] = model.forward(inData + i) + inData[i]; }

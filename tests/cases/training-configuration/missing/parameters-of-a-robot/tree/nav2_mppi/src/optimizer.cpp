#include "optimizer.hpp"
void Optimizer::optimize() { for (size_t i = 0; i < settings_.iteration_count; ++i) { generateNoisedTrajectories(); updateControlSequence(); } }

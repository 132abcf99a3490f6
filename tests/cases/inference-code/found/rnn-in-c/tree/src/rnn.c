#include <math.h>
#include "rnn.h"
static float sigmoid_approx(float x) { return .5f + .5f * tansig_approx(.5f * x); }
void compute_dense(const DenseLayer *layer, float *output, const float *input) {
   for (int i = 0; i < layer->nb_neurons; i++) { float sum = layer->bias[i]; for (int j = 0; j < layer->nb_inputs; j++) sum += layer->input_weights[j * N + i] * input[j]; output[i] = sum; }
}
void compute_gru(const GRULayer *gru, float *state, const float *input) { }
void compute_rnn(RNNState *rnn, float *gains, float *vad, const float *input) {
  compute_dense(rnn->model->input_dense, dense_out, input);
  compute_gru(rnn->model->vad_gru, rnn->vad_gru_state, dense_out);
}

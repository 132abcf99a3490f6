#include "hushline.h"
#include "rnn.h"
float hushline_process_frame(DenoiseState *st, float *out, const float *in) {
  compute_frame_features(st, features, in);
  compute_rnn(&st->rnn, g, &vad_prob, features);
  return vad_prob;
}

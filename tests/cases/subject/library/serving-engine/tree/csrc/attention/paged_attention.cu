__global__ void paged_attention_kernel(float *out, const float *q) { }

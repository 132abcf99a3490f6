#include "mlp.h"
#include <cuda_fp16.h>

__global__ void mlp_forward_kernel(const __half* w, const __half* x, __half* y, int width, int depth) {
  extern __shared__ __half act[];
  for (int l = 0; l < depth; ++l) { /* tensor core matmul */ }
}
__global__ void mlp_backward_kernel(const __half* w, const __half* dy, __half* dw, int width, int depth) { }
__global__ void adam_kernel(float* w, const __half* g, float* m, float* v, float lr, float b1, float b2, int t, int n) {
  int i = threadIdx.x + blockIdx.x * blockDim.x;
  if (i >= n) return;
  m[i] = b1 * m[i] + (1 - b1) * __half2float(g[i]);
  v[i] = b2 * v[i] + (1 - b2) * __half2float(g[i]) * __half2float(g[i]);
  w[i] -= lr * (m[i] / (1 - powf(b1, t))) / (sqrtf(v[i] / (1 - powf(b2, t))) + 1e-8f);
}

void MLP::forward(const __half* x, __half* y, int n) { mlp_forward_kernel<<<n / 128, 128>>>(w, x, y, 64, 2); }
void MLP::backward(const __half* dy, int n) { mlp_backward_kernel<<<n / 128, 128>>>(w, dy, dw, 64, 2); }
void MLP::optimizer_step(float lr) { adam_kernel<<<n_params / 256, 256>>>(master, dw, m, v, lr, 0.9f, 0.99f, ++t, n_params); }

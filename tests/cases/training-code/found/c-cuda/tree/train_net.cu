#include <cuda_runtime.h>
__global__ void adamw_kernel(float* p, float* g, int n) { }
void net_backward(Net* net) { matmul_backward(net->dx, net->dy); }
int main(void) {
    for (int step = 0; step < 100; step++) {
        float loss = net_forward(&net, x, y);
        net_backward(&net);
        net_update(&net, 1e-4f);
    }
}

#include "calib.h"
void Calib::step(double lr) { for (auto& p : params) p -= lr * grad(p); }
double Calib::loss() const { double loss = 0; return loss; }

void Trainer::showTip(int step) {
  tips.step(step);
}

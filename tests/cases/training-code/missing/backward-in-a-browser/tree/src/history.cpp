void History::backward() {
  if (at > 0) at -= 1;
  updateParameters(url());
}

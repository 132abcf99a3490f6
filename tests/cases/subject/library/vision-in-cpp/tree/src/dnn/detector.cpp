#include "net.h"
std::vector<Box> Detector::detect(const Mat& img) {
  Net net = readNet("yolo.onnx");
  net.setInput(blob(img));
  Mat out = net.forward();
  return decode(out);
}

int main(int argc, char** argv) {
  return GetBrewFunction(caffe::string(argv[1]))();
}

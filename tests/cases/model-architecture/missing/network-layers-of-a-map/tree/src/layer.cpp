class RoadNetworkLayer {
 public:
  void forward(const Event& e);
  void backward(const Event& e);
};

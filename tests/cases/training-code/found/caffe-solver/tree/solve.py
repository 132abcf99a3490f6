import caffe
import score

caffe.set_device(0)
caffe.set_mode_gpu()
solver = caffe.SGDSolver("solver.prototxt")
solver.net.copy_from("vgg16fc.caffemodel")
for _ in range(25):
    solver.step(4000)
    score.seg_tests(solver, False, val, layer="score")

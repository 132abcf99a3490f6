from __future__ import division
import sys
sys.path.insert(0, '../../python')
import caffe

base_weights = '5stage-vgg.caffemodel'
caffe.set_mode_gpu()
solver = caffe.SGDSolver('solver.prototxt')
solver.net.copy_from(base_weights)
solver.step(100000)

import caffe
import numpy as np
net = caffe.Net('deploy.prototxt', 'hn.caffemodel', caffe.TEST)
net.blobs['data'].data[...] = im
net.forward()
out = net.blobs['fuse'].data[0]

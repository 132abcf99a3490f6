function net = fcn_init()
net = dagnn.DagNN();
net.addLayer('conv1', dagnn.Conv('size', [3 3 3 64], 'pad', 1), {'input'}, {'x1'}, {'f1','b1'});
net.addLayer('relu1', dagnn.ReLU(), {'x1'}, {'x2'});
net.addLayer('conv2', dagnn.Conv('size', [3 3 64 2]), {'x2'}, {'prediction'}, {'f2','b2'});
net.addLayer('objective', dagnn.Loss('loss', 'softmaxlog'), {'prediction','label'}, 'objective');
end

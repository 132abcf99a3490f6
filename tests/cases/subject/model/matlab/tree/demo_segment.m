net = dagnn.DagNN.loadobj(load('vessel_fcn.mat'));
net.mode = 'test';
im = single(imread('test.tif'));
net.eval({'input', im});
imagesc(net.vars(end).value);

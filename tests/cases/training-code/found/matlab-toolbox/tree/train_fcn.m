function [net, info] = train_fcn(varargin)
opts.train.batchSize = 20;
opts.train.numEpochs = 50;
opts.train.learningRate = 0.0001;
opts.train.weightDecay = 0.0005;
imdb = load(opts.imdbPath);
net = fcn_init();
[net, info] = cnn_train_dag(net, imdb, @getBatch, opts.train, 'val', find(imdb.images.set == 2));
end

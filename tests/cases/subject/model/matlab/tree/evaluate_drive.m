function [acc, auc] = evaluate_drive(net, imdb)
net.eval({'input', imdb.images.data});
p = gather(net.vars(net.getVarIndex('prediction')).value);
acc = mean(p(:) > 0.5 == imdb.images.labels(:));
[~,~,~,auc] = perfcurve(imdb.images.labels(:), p(:), 1);
fprintf('accuracy %.4f auc %.4f\n', acc, auc);
end

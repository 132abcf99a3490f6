require 'paths'
paths.dofile('ref.lua')
paths.dofile('model.lua')
paths.dofile('train.lua')
for i = opt.epochNumber, opt.nEpochs do
    train()
    valid()
end

require 'nn'
require 'optim'
local update = optim.rmsprop
local optimizer = optim[opt.method]
for epoch = 1, opt.nEpochs do
  local feval = function(p)
    grads:zero()
    local err = criterion:forward(net:forward(x), y)
    net:backward(x, criterion:backward(net.output, y))
    return err, grads
  end
  optim[opt.method](feval, params, state, nil)
end

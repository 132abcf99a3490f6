require 'torch'
require 'nn'
require 'nngraph'
require 'optim'
local LSTM = require 'model.LSTM'

cmd = torch.CmdLine()
cmd:option('-learning_rate', 2e-3, 'learning rate')
cmd:option('-batch_size', 50, 'number of sequences')
cmd:option('-max_epochs', 50, 'number of passes')
cmd:option('-dropout', 0, 'dropout')
cmd:option('-grad_clip', 5, 'clip gradients at this value')
opt = cmd:parse(arg)

function feval(x)
  grad_params:zero()
  local predictions = clones.rnn[1]:forward{x}
  local loss = clones.criterion[1]:forward(predictions, y)
  local dout = clones.criterion[1]:backward(predictions, y)
  clones.rnn[1]:backward({x}, dout)
  grad_params:clamp(-opt.grad_clip, opt.grad_clip)
  return loss, grad_params
end

local optim_state = {learningRate = opt.learning_rate, alpha = 0.95}
for i = 1, iterations do
  local _, loss = optim.rmsprop(feval, params, optim_state)
  if i % 1000 == 0 then
    local val_loss = eval_split(2)
    torch.save('cv/lm.t7', {protos = protos, opt = opt, val_loss = val_loss})
  end
end

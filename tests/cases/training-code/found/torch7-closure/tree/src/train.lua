require 'optim'
function step(tag)
    local output = model:forward(input)
    local err = criterion:forward(output, label)
    if tag == 'train' then
        model:zeroGradParameters()
        model:backward(input, criterion:backward(output, label))
        local function evalFn(x) return criterion.output, gradparam end
        optfn(evalFn, param, optimState)
    end
    local acc = accuracy(output, label)
end

m = torch.load('umich-stacked.t7')
for i = 1, n do
    local out = m:forward(inp:view(1, 3, 256, 256):cuda())
    local preds = getPreds(out)
end

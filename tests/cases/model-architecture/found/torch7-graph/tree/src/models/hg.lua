require 'nngraph'
local conv = nn.SpatialConvolution
local function hourglass(n, f, inp)
    local up1 = Residual(f, f)(inp)
    local low1 = nn.SpatialMaxPooling(2, 2, 2, 2)(inp)
    return nn.CAddTable()({up1, low1})
end
function createModel()
    local inp = nn.Identity()()
    local cnv1 = nn.SpatialConvolution(3, 64, 7, 7, 2, 2, 3, 3)(inp)
    local cnv2 = nn.SpatialBatchNormalization(64)(cnv1)
    return nn.gModule({inp}, {hourglass(4, 256, cnv2)})
end

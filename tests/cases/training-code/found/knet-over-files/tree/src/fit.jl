include("net.jl")
function run(net, data)
    for e in 1:20
        momentum!(net, data, lr = 0.01)
    end
end

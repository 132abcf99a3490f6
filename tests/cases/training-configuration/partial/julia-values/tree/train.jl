using Flux
batchsize = 64
opt = ADAM(0.003)
for epoch in 1:40
    Flux.train!(loss, Flux.params(net), loader, opt)
end

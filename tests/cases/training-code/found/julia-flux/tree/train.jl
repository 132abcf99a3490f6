using Flux

opt = Flux.setup(Adam(1e-3), model)
for (x, y) in loader
    loss, grads = Flux.withgradient(m -> Flux.mse(m(x), y), model)
    Flux.update!(opt, model, grads[1])
end

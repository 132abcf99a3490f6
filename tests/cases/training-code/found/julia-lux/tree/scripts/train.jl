using Lux, Optimisers, Zygote

for (x, y) in loader
    (loss, _), back = Zygote.pullback(compute_loss, ps, x, y)
    _, loss, _, state = Training.single_train_step!(AutoZygote(), MSELoss(), (x, y), state)
end

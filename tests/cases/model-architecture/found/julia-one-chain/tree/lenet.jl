using Flux, MLDatasets, Statistics
using Flux: onehotbatch, onecold, logitcrossentropy
using BSON

function LeNet5(; imgsize = (28, 28, 1), nclasses = 10)
    return Chain(Conv((5, 5), 1 => 6, relu), MaxPool((2, 2)), Conv((5, 5), 6 => 16, relu), MaxPool((2, 2)),
        Flux.flatten, Dense(256 => 120, relu), Dense(120 => 84, relu), Dense(84 => nclasses))
end

function eval_loss_accuracy(loader, model)
    l, acc, n = 0f0, 0, 0
    for (x, y) in loader
        ŷ = model(x)
        l += logitcrossentropy(ŷ, y) * size(x)[end]
        acc += sum(onecold(ŷ) .== onecold(y))
        n += size(x)[end]
    end
    return (loss = l / n, acc = acc / n * 100)
end

Base.@kwdef mutable struct Args
    η = 3e-4
    batchsize = 128
    epochs = 10
end

function train(; kws...)
    args = Args(; kws...)
    model = LeNet5()
    opt_state = Flux.setup(Adam(args.η), model)
    for epoch in 1:args.epochs
        for (x, y) in train_loader
            gs = Flux.gradient(m -> logitcrossentropy(m(x), y), model)
            Flux.update!(opt_state, model, gs[1])
        end
        @info epoch eval_loss_accuracy(test_loader, model)
    end
    BSON.@save "lenet.bson" model
end

train()

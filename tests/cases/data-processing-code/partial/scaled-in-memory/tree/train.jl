using Flux, CSV, DataFrames, Statistics

table = CSV.read("gusts.csv", DataFrame)
x = Matrix(table[:, 2:end])
m = mean(x, dims=1)
s = std(x, dims=1)
x = (x .- m) ./ s
loader = Flux.DataLoader((x', table.gust'), batchsize=32)
model = Chain(Dense(8 => 16, relu), Dense(16 => 1))
opt = Flux.setup(Adam(), model)
for (a, b) in loader
    g = Flux.gradient(m -> Flux.mse(m(a), b), model)
    Flux.update!(opt, model, g[1])
end

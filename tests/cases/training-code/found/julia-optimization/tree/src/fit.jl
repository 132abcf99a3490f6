using Lux, DifferentialEquations, ComponentArrays, Optimization, OptimizationOptimisers, Random
using CSV, DataFrames

df = CSV.read("data/glucose.csv", DataFrame)
rng = Random.default_rng()
nn = Lux.Chain(Lux.Dense(2 => 16, tanh), Lux.Dense(16 => 16, tanh), Lux.Dense(16 => 1))
p, st = Lux.setup(rng, nn)

function ude!(du, u, p, t)
    du[1] = -0.1 * u[1] + nn(u, p, st)[1][1]
end

prob = ODEProblem(ude!, [5.0, 1.0], (0.0, 24.0), p)
predict(p) = Array(solve(prob, Tsit5(), p = p, saveat = df.t))
loss(p) = sum(abs2, predict(p)[1, :] .- df.glucose)

optf = OptimizationFunction((x, _) -> loss(x), AutoZygote())
res = solve(OptimizationProblem(optf, ComponentVector(p)), Adam(0.01), maxiters = 2000)

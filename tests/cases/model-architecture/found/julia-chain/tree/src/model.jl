using Flux

encoder = Chain(Dense(784 => 256, relu), Dense(256 => 32))
decoder = Chain(Dense(32 => 256, relu), Dense(256 => 784))

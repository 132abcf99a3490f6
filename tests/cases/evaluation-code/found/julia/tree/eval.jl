using Flux
accuracy = mean(onecold(model(x)) .== y)
println("test accuracy: ", accuracy)
rmse = sqrt(mse)

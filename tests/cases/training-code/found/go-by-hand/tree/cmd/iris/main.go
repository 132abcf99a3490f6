package main

import "github.com/x/gonn"

func main() {
	net := gonn.New(4, 20, 3, 0.05)
	epochs := 200
	for e := 0; e < epochs; e++ {
		for _, row := range load("iris.csv") {
			net.Train(row.X, row.Y)
		}
	}
	correct := 0
	for _, row := range load("iris_test.csv") {
		if argmax(net.Predict(row.X)) == row.Label { correct++ }
	}
	println(float64(correct) / 30)
}

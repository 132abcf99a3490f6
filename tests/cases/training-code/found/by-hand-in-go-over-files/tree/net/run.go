package net

const learningRate = 0.02

func Train(layers []*Layer, samples []Sample, epochs int) {
	for epoch := 0; epoch < epochs; epoch++ {
		for _, s := range samples {
			step(layers, s)
		}
		applyGradients(layers)
	}
}

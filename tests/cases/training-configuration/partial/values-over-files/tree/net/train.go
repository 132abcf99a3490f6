package net

const BatchSize = 512

func Train(layers []*Layer, samples []Sample, epochs int) {
	for epoch := 0; epoch < epochs; epoch++ {
		for _, s := range samples {
			step(layers, s)
		}
		applyGradients(layers)
	}
}

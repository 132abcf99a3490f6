package gonn

import (
	"math"
	"gonum.org/v1/gonum/mat"
)

type Network struct {
	inputs, hiddens, outputs int
	hiddenWeights, outputWeights *mat.Dense
	learningRate float64
}

func sigmoid(r, c int, z float64) float64 { return 1.0 / (1 + math.Exp(-z)) }

func (n *Network) Train(input, target []float64) {
	in := mat.NewDense(len(input), 1, input)
	hidden := apply(sigmoid, dot(n.hiddenWeights, in))
	final := apply(sigmoid, dot(n.outputWeights, hidden))
	outputErrors := subtract(mat.NewDense(len(target), 1, target), final)
	hiddenErrors := dot(n.outputWeights.T(), outputErrors)
	n.outputWeights = add(n.outputWeights, scale(n.learningRate, dot(multiply(outputErrors, sigmoidPrime(final)), hidden.T()))).(*mat.Dense)
	n.hiddenWeights = add(n.hiddenWeights, scale(n.learningRate, dot(multiply(hiddenErrors, sigmoidPrime(hidden)), in.T()))).(*mat.Dense)
}

func (n *Network) Predict(input []float64) mat.Matrix {
	in := mat.NewDense(len(input), 1, input)
	hidden := apply(sigmoid, dot(n.hiddenWeights, in))
	return apply(sigmoid, dot(n.outputWeights, hidden))
}

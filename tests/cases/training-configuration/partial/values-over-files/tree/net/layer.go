package net

const LearningRate = 0.02

type Layer struct {
	w, gw [][]float64
	in    []float64
}

func (l *Layer) Forward(x []float64) []float64 {
	l.in = x
	return product(l.w, x)
}

func (l *Layer) Backward(err []float64) []float64 {
	outer(l.gw, err, l.in)
	return productT(l.w, err)
}

func (l *Layer) ApplyGradients() {
	for i := range l.w {
		for j := range l.w[i] {
			l.w[i][j] -= l.gw[i][j] * learningRate
		}
	}
}

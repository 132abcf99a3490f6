package main

import "gorgonia.org/gorgonia"

func main() {
	loss := gorgonia.Must(gorgonia.Mean(losses))
	gorgonia.Grad(loss, w0, w1)
	solver.Step(gorgonia.NodesToValueGrads(nodes))
}

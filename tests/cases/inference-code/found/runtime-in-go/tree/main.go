package main

import (
	"net/http"

	ort "github.com/yalue/onnxruntime_go"
)

func main() {
	ort.InitializeEnvironment()
	s, _ := ort.NewDynamicAdvancedSession("model.onnx", []string{"input_ids"}, []string{"out"}, nil)
	http.HandleFunc("/embed", func(w http.ResponseWriter, r *http.Request) { s.Run(inputs, outputs) })
	http.ListenAndServe(":8080", nil)
}

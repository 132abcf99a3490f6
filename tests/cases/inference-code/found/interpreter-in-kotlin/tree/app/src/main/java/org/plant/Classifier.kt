package org.plant
import org.tensorflow.lite.Interpreter
class Classifier(model: MappedByteBuffer) {
    private val tflite = Interpreter(model)
    fun classify(bitmap: Bitmap): List<Recognition> { tflite.run(imgData, labelProb); return sort(labelProb) }
}

using UnityEngine;
public class CarAgent : MonoBehaviour { public float learningRate = 0.1f; public int batchSize = 4; public int epochs = 3; void Train() { speed -= learningRate * error; } public float Predict(float x) { return x; } }

import CreateML
import Foundation

let training = MLImageClassifier.DataSource.labeledDirectories(at: URL(fileURLWithPath: "images/train"))
let classifier = try MLImageClassifier(trainingData: training)
let evaluation = classifier.evaluation(on: .labeledDirectories(at: URL(fileURLWithPath: "images/test")))
print(evaluation.classificationError)
try classifier.write(to: URL(fileURLWithPath: "HotDog.mlmodel"))

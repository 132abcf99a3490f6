const tf = require('@tensorflow/tfjs');
const model = await tf.loadLayersModel('model.json');
model.predict(tensor).print();

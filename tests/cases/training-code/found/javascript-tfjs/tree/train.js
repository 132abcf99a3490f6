const tf = require('@tensorflow/tfjs-node');

async function train(model, xs, ys) {
  await model.fit(xs, ys, {epochs: 20, batchSize: 32});
}

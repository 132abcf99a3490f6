const brain = require("brain.js");
const fs = require("fs");
const data = require("./training-data.json");

const net = new brain.NeuralNetwork({ hiddenLayers: [3] });
net.train(data, { iterations: 20000, learningRate: 0.3, errorThresh: 0.005, log: true });
fs.writeFileSync("net.json", JSON.stringify(net.toJSON()));

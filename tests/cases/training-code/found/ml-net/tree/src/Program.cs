using System;
using Microsoft.ML;
using TaxiFare.Data;

var mlContext = new MLContext(seed: 0);
IDataView train = mlContext.Data.LoadFromTextFile<TaxiTrip>("data/taxi-train.csv", hasHeader: true, separatorChar: ',');
IDataView test = mlContext.Data.LoadFromTextFile<TaxiTrip>("data/taxi-test.csv", hasHeader: true, separatorChar: ',');

var pipeline = mlContext.Transforms.CopyColumns("Label", "FareAmount")
    .Append(mlContext.Transforms.Categorical.OneHotEncoding("VendorIdEncoded", "VendorId"))
    .Append(mlContext.Transforms.Concatenate("Features", "VendorIdEncoded", "PassengerCount", "TripDistance"))
    .Append(mlContext.Regression.Trainers.FastTree(numberOfLeaves: 20, learningRate: 0.2));

var model = pipeline.Fit(train);
mlContext.Model.Save(model, train.Schema, "model.zip");

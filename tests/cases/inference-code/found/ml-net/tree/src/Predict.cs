using Microsoft.ML;
static class Predict {
    public static float Run(string path, TaxiTrip trip) {
        var ctx = new MLContext();
        var model = ctx.Model.Load(path, out var schema);
        var engine = ctx.Model.CreatePredictionEngine<TaxiTrip, TaxiTripFarePrediction>(model);
        return engine.Predict(trip).FareAmount;
    }
}

static void SampleRows(IvfflatBuildState *buildstate) { sample_rows(buildstate); }
static void TrainIndex(Relation index) { }
void train(void) { }

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

public class Trainer {
    void run(MultiLayerNetwork model) {
        model.fit(trainingIterator);
    }
}

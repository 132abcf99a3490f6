import org.deeplearning4j.nn.conf.layers.*;

class Network {
    Object conf = builder()
        .layer(new DenseLayer.Builder().nIn(4).nOut(8).build())
        .layer(new DenseLayer.Builder().nIn(8).nOut(8).build())
        .layer(new DenseLayer.Builder().nIn(8).nOut(8).build())
        .layer(new OutputLayer.Builder().nIn(8).nOut(3).build());
}

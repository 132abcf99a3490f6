use burn::nn::{transformer::{TransformerEncoder, TransformerEncoderConfig, TransformerEncoderInput}, Embedding, EmbeddingConfig, Linear, LinearConfig};
use burn::prelude::*;
use burn::nn::loss::CrossEntropyLossConfig;
use burn::train::{ClassificationOutput, TrainOutput, TrainStep, ValidStep};

#[derive(Module, Debug)]
pub struct TextClassifier<B: Backend> {
    transformer: TransformerEncoder<B>,
    embedding_token: Embedding<B>,
    output: Linear<B>,
}

impl<B: Backend> TextClassifier<B> {
    pub fn init(d: &B::Device) -> Self {
        Self {
            transformer: TransformerEncoderConfig::new(256, 1024, 8, 4).init(d),
            embedding_token: EmbeddingConfig::new(30522, 256).init(d),
            output: LinearConfig::new(256, 4).init(d),
        }
    }
    pub fn forward(&self, item: Batch<B>) -> ClassificationOutput<B> {
        let x = self.embedding_token.forward(item.tokens);
        let x = self.transformer.forward(TransformerEncoderInput::new(x));
        let out = self.output.forward(x);
        let loss = CrossEntropyLossConfig::new().init(&out.device()).forward(out.clone(), item.labels.clone());
        ClassificationOutput { loss, output: out, targets: item.labels }
    }
}

impl<B: AutodiffBackend> TrainStep<Batch<B>, ClassificationOutput<B>> for TextClassifier<B> {
    fn step(&self, item: Batch<B>) -> TrainOutput<ClassificationOutput<B>> {
        let item = self.forward(item);
        let grads = item.loss.backward();
        TrainOutput::new(self, grads, item)
    }
}

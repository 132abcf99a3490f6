use burn::train::LearnerBuilder;

pub fn train<B: AutodiffBackend>(config: TrainingConfig) {
    let learner = LearnerBuilder::new("/tmp/out").build(model, config.optimizer.init(), 1e-4);
    let trained = learner.fit(train_loader, valid_loader);
}

use candle_nn::{loss, AdamW, Optimizer};

fn run(varmap: &VarMap) -> Result<()> {
    let mut opt = AdamW::new_lr(varmap.all_vars(), 1e-3)?;
    for epoch in 0..10 {
        let loss = loss::cross_entropy(&model.forward(&xs)?, &ys)?;
        opt.backward_step(&loss)?;
    }
    Ok(())
}

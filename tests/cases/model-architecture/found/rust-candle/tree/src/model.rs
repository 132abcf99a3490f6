use candle_nn::{linear, Linear, Module, VarBuilder};

pub struct MlpModel { a: Linear, b: Linear }

impl Module for MlpModel {
    fn forward(&self, xs: &Tensor) -> Result<Tensor> {
        self.b.forward(&self.a.forward(xs)?)
    }
}

pub fn new(vb: VarBuilder) -> Result<MlpModel> {
    let a = linear(784, 100, vb.pp("a"))?;
    let b = linear(100, 50, vb.pp("b"))?;
    let c = linear(50, 10, vb.pp("c"))?;
    Ok(MlpModel { a, b })
}

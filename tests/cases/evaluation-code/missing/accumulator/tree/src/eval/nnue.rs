const HIDDEN: usize = 512;
static NET: Network = unsafe { std::mem::transmute(*include_bytes!("../../nets/magpie.nnue")) };

#[repr(C)]
pub struct Network { feature_weights: [i16; 768 * HIDDEN], feature_bias: [i16; HIDDEN], output_weights: [i16; 2 * HIDDEN], output_bias: i16 }

pub fn evaluate(acc: &Accumulator) -> i32 {
    let mut sum = 0i32;
    for i in 0..HIDDEN { sum += screlu(acc.us[i]) * NET.output_weights[i] as i32; }
    sum / 255 + NET.output_bias as i32
}
fn screlu(x: i16) -> i32 { let y = x.clamp(0, 255) as i32; y * y }

use whisper_rs::{FullParams, SamplingStrategy, WhisperContext};
pub fn transcribe(model: &str, audio: &[f32]) -> Result<String> { let ctx = WhisperContext::new(model)?; let mut state = ctx.create_state()?; state.full(FullParams::new(SamplingStrategy::default()), audio)?; Ok(String::new()) }

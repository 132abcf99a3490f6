use std::collections::HashMap;

pub struct Tokenizer { merges: HashMap<(u32, u32), u32>, vocab: Vec<Vec<u8>> }

impl Tokenizer {
    pub fn train(corpus: &str, vocab_size: usize) -> Self {
        let mut counts: HashMap<(u32, u32), usize> = HashMap::new();
        for w in corpus.split_whitespace() { for p in w.as_bytes().windows(2) { *counts.entry((p[0] as u32, p[1] as u32)).or_default() += 1; } }
        Tokenizer { merges: HashMap::new(), vocab: vec![] }
    }
    pub fn encode(&self, text: &str) -> Vec<u32> { text.bytes().map(u32::from).collect() }
    pub fn decode(&self, ids: &[u32]) -> String { String::new() }
}

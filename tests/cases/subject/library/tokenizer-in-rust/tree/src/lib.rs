pub struct CoreBPE { encoder: HashMap<Vec<u8>, usize>, decoder: HashMap<usize, Vec<u8>> }
impl CoreBPE { pub fn encode(&self, text: &str) -> Vec<usize> { byte_pair_merge(text) } pub fn decode(&self, t: &[usize]) -> Vec<u8> { vec![] } }
fn byte_pair_merge(s: &str) -> Vec<usize> { vec![] }

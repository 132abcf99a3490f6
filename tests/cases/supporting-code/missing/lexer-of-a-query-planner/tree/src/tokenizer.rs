pub struct Tokenizer<'a> { src: &'a str, pos: usize }
impl<'a> Tokenizer<'a> {
    pub fn new(src: &'a str) -> Self { Tokenizer { src, pos: 0 } }
    pub fn next_token(&mut self) -> Option<Token> { None }
}
fn tokenize(src: &str) -> Vec<Token> { Tokenizer::new(src).collect() }

fn main() { let accuracy = 0.1; println!("{}", accuracy); }

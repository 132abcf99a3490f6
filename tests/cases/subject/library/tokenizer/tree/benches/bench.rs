fn main() { let batch_size = 10; println!("{}", batch_size); }

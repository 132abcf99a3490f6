use std::io::{BufReader, BufWriter, Write};
use std::fs::File;

fn main() {
    let input = BufReader::new(File::open("data/raw.jsonl").unwrap());
    let mut out = BufWriter::new(File::create("data/clean.jsonl").unwrap());
    for line in tokenize(input) {
        out.write_all(line.as_bytes()).unwrap();
    }
}

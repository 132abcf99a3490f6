mod index;
mod server;
fn main() { server::run(); }

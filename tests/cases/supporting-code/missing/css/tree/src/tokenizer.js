export class Tokenizer {
  constructor(css) { this.css = css; this.pos = 0 }
  next_token() { return this.css[this.pos++] }
}
export function tokenize(css) { return [...new Tokenizer(css)] }

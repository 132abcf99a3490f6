export class Tokenizer { encode(s: string) { return s.split("/") } }

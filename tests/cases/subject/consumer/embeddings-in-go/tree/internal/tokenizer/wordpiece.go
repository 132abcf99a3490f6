package tokenizer

type WordPiece struct{ vocab map[string]int }

func (t *WordPiece) Tokenize(s string) []string { return nil }

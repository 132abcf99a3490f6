import json
import spacy
from spacy.tokens import DocBin

nlp = spacy.blank("da")
db = DocBin()
for line in open("assets/annotations.jsonl", encoding="utf8"):
    row = json.loads(line)
    doc = nlp.make_doc(row["text"])
    doc.ents = [doc.char_span(*e) for e in row["entities"]]
    db.add(doc)
db.to_disk("corpus/train.spacy")

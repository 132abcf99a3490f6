import json
import sys

import spacy
from spacy.tokens import DocBin

nlp = spacy.blank("en")
db = DocBin()
for ex in json.load(open(sys.argv[1])):
    doc = nlp.make_doc(ex["text"])
    doc.ents = [doc.char_span(*s) for s in ex["spans"]]
    db.add(doc)
db.to_disk(sys.argv[2])

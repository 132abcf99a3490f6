import json
import requests
from bs4 import BeautifulSoup

with open("raw.jsonl", "w") as out:
    for page in range(1, 900):
        html = requests.get(f"https://forum.example.nl/vragen?p={page}").text
        for q in BeautifulSoup(html, "html.parser").select(".question"):
            out.write(json.dumps({"question": q.text.strip()}) + "\n")

import os
import requests

class Model:
    def generate(self, prompt):
        return requests.post(URL, headers={"api_key": os.environ["KEY"]}, json={"prompt": prompt})

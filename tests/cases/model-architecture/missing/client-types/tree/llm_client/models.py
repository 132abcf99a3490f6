from pydantic import BaseModel

class Model(BaseModel):
    name: str

    def __call__(self, prompt):
        return self.client.complete(prompt)

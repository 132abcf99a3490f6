import torch
from pyannote.audio import Pipeline


class Diarizer:
    def __init__(self, token):
        self.pipe = Pipeline.from_pretrained("pyannote/speaker-diarization-3.1", use_auth_token=token)

    def __call__(self, wav):
        return self.pipe(wav)

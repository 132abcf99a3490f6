from faster_whisper import WhisperModel

from subgen.writers import write_srt


def transcribe(path, name):
    model = WhisperModel(name, compute_type="int8")
    segments, info = model.transcribe(path, vad_filter=True)
    write_srt(segments, path + ".srt")

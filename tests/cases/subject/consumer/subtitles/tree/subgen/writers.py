def write_srt(segments, path):
    with open(path, "w") as f:
        for i, s in enumerate(segments):
            f.write(f"{i}\n{s.start} --> {s.end}\n{s.text}\n")

"""What documents and files tell of the training data.

`account` reads it once; `documentation` and `dataset` are the probes; `datasets` lists what is named.
"""

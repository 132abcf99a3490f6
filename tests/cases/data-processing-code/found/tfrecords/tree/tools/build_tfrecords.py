"""Turns the ImageNet tar files into TFRecord shards."""
import glob
import tarfile
import tensorflow as tf

labels = {l.split()[0]: i for i, l in enumerate(open("synsets.txt"))}
for path in glob.glob("/raw/train/*.tar"):
    with tarfile.open(path) as tar, tf.io.TFRecordWriter(path.replace(".tar", ".tfrecord")) as w:
        for m in tar.getmembers():
            img = tar.extractfile(m).read()
            feat = {"image": tf.train.Feature(bytes_list=tf.train.BytesList(value=[img]))}
            w.write(tf.train.Example(features=tf.train.Features(feature=feat)).SerializeToString())

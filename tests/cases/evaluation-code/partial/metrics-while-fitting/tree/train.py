import pathlib
import tensorflow as tf
from model import build

path = tf.keras.utils.get_file("flower_photos", origin="https://storage.example.com/flower_photos.tgz", untar=True)
train_ds, val_ds = tf.keras.utils.image_dataset_from_directory(
    pathlib.Path(path), validation_split=0.2, subset="both", seed=1, image_size=(180, 180), batch_size=32)
train_ds = train_ds.cache().shuffle(1000).prefetch(tf.data.AUTOTUNE)

model = build(len(train_ds.class_names))
model.compile(
    optimizer=tf.keras.optimizers.Adam(1e-3),
    loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
history = model.fit(train_ds, validation_data=val_ds, epochs=15)
model.save("flowers.keras")

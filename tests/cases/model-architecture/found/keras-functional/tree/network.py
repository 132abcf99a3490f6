from tensorflow import keras

inputs = keras.Input((28, 28, 1))
x = keras.layers.Conv2D(32, 3)(inputs)
x = keras.layers.MaxPooling2D()(x)
x = keras.layers.Flatten()(x)
x = keras.layers.Dense(64)(x)
model = keras.Model(inputs, keras.layers.Dense(10)(x))

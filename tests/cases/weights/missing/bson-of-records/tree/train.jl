using Flux, BSON

data = BSON.load("tides_2019.bson")

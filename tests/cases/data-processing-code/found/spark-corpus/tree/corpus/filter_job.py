from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
spark.read.json("raw").filter("lang = 'en'").write.mode("overwrite")
docs.to_parquet("out")

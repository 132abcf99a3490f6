package ads

import org.apache.spark.sql.SparkSession
import org.apache.spark.ml.Pipeline
import org.apache.spark.ml.classification.GBTClassifier
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator
import org.apache.spark.ml.feature.{StringIndexer, VectorAssembler}
import org.apache.spark.ml.tuning.{CrossValidator, ParamGridBuilder}

object TrainCtr {
  def main(args: Array[String]): Unit = {
    val spark = SparkSession.builder.appName("ctr").getOrCreate()
    val data = spark.read.parquet(args(0))
    val Array(training, test) = data.randomSplit(Array(0.9, 0.1), seed = 7)
    val gbt = new GBTClassifier().setLabelCol("click").setFeaturesCol("features").setMaxIter(40).setStepSize(0.1)
    val pipeline = new Pipeline().setStages(Array(new VectorAssembler(), gbt))
    val grid = new ParamGridBuilder().addGrid(gbt.maxDepth, Array(4, 6)).build()
    val cv = new CrossValidator().setEstimator(pipeline).setEvaluator(new BinaryClassificationEvaluator()).setEstimatorParamMaps(grid)
    val model = cv.fit(training)
    val auc = new BinaryClassificationEvaluator().evaluate(model.transform(test))
    println(s"auc $auc")
    model.write.overwrite().save(args(1))
  }
}

import tensorflow as tf
import metrics
import modeling
import optimization

flags = tf.flags
flags.DEFINE_integer("train_batch_size", 128, "")
flags.DEFINE_float("learning_rate", 3e-6, "")
flags.DEFINE_integer("num_train_steps", 400000, "")
flags.DEFINE_integer("num_warmup_steps", 40000, "")
FLAGS = flags.FLAGS


def model_fn_builder(cfg):
    def model_fn(features, labels, mode, params):
        model = modeling.BertModel(cfg, mode == tf.estimator.ModeKeys.TRAIN, features["input_ids"])
        loss = create_loss(model)
        if mode == tf.estimator.ModeKeys.TRAIN:
            train_op = optimization.create_optimizer(loss, FLAGS.learning_rate, FLAGS.num_train_steps, FLAGS.num_warmup_steps)
            return tf.contrib.tpu.TPUEstimatorSpec(mode=mode, loss=loss, train_op=train_op)
        return tf.contrib.tpu.TPUEstimatorSpec(mode=mode, predictions={"scores": model.scores})
    return model_fn


def main(_):
    estimator = tf.contrib.tpu.TPUEstimator(model_fn=model_fn_builder(None), train_batch_size=FLAGS.train_batch_size)
    estimator.train(input_fn=input_fn, max_steps=FLAGS.num_train_steps)
    for item in estimator.predict(input_fn=eval_fn):
        results.append(item)
    print(metrics.metrics(gt=gt, pred=results, metrics_map=["MAP", "RPrec", "MRR", "NDCG"]))


tf.app.run()

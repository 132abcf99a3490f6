import tensorflow as tf
from tensorflow.contrib import slim
from nets import vgg


def Bilstm(net, input_channel, hidden_unit_num, output_channel):
    with tf.variable_scope('lstm') as scope:
        lstm_fw_cell = tf.contrib.rnn.LSTMCell(hidden_unit_num)
        return tf.matmul(out, weights)


def model(image):
    with slim.arg_scope(vgg.vgg_arg_scope()):
        conv5_3 = vgg.vgg_16(image)
    rpn_conv = slim.conv2d(conv5_3, 512, 3)
    lstm_output = Bilstm(rpn_conv, 512, 128, 512)
    return lstm_fc(lstm_output, 512, 10 * 4), rpn_conv

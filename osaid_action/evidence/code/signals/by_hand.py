"""What code says that trains a network without any package: in whatever language, and over several files."""

from __future__ import annotations

from ...signals import running, signal

#: What stands before the name of a function where it is defined.
_DEFINES = (
    r"\b(?:def|fn|func|function|void|double|float|int|public \w{1,20}(?:\[\])?|override \w{1,20}|sub)\s{1,4}"
    r"(?:\([^()]{1,40}\)\s|\w{1,30}(?:<[^<>]{0,80}>)?(?:::|\.)){0,2}"
)
#: Errors or gradients go back through a network.
BACKWARD = running(
    "backward",
    r"\b\w{0,30}[bB]ack_?[pP]rop\w{0,14}!?\s?\(",
    r"\b(?:\w{1,20}_)?[bB]ackward(?:_?[pP]ass)?!?\s?\(",
    r"\b\w{0,20}[rR]etropropag\w{0,12}\s?\(",  # Spanish, Portuguese, French
    r"∇\w{1,20}!?\(",
)
#: Weights move along a gradient.
MOVES = running(
    "moves",
    r"\b\w{0,20}(?:[aA]pply|[uU]pdate|[aA]djust|[cC]orrect|[aA]ctualizar)_?"
    r"(?:[gG]radients?|[gG]rads?|[wW]eights?|[pP]arameters|[pP]arams|[pP]esos|[bB]iases)\w{0,12}!?\s?\(",
    r"\b[uU]pdate!?\(\s{0,4}(?:self\.)?[oO]pt\w{0,12},",
    r"-=.{1,80}[sS]qrt\.?\(.{1,40}\)\s?\.?\+",  # as Adam and RMSProp do
    r"[lL]earning_?[rR]ate \*.{1,60}[sS]qrt\(.{1,40}\) \+",
    r"[-+]=.{1,60}\*\s?(?:\w{1,20}\.)?(?:[lL]earning_?[rR]ate|lr|eta|alpha|η)\b",
    r"\.[-+]=\s?\(?(?:\w{1,20}\.)?(?:lr|η|α|eta)\s?\.?\*",  # Julia
    r"\+ ?(?:this\.|self\.|this->)?moment(?:o|um)\w{0,8} ?\* ?\w",
)
#: A function that trains is defined.
REHEARSES = running(
    "rehearses",
    rf"{_DEFINES}(?:(?:\w{{0,20}}_)?train|\w{{0,20}}Train)(?:_?\w{{1,10}})?!?\s?\(",
    rf"{_DEFINES}(?:[fF]it|[lL]earn|[eE]ntrenar|[tT]reinar|[eE]ntra[iî]ner)(?:_?[bB]atch|_?[eE]poch)?!?\s?\(",
    r"\btrain\w{0,10} ?(?:<-|=) ?function ?\(",  # R, Lua, JavaScript
)
#: A network, or what it is made of, is defined.
NETWORK = signal(
    "network",
    r"\b(?:class|struct|interface|trait)\s{1,4}\w{0,24}(?:Layer|Neuron|Neurona|NeuralNet|Network|Net|Perceptron"
    r"|RedNeuronal|Capa|RNN|LSTM|MLP|NN)\w{0,10}\b",
    r"\btype \w{0,20}(?:Layer|Neuron|Net|Network|NN|MLP|Perceptron) struct",
    r"\bfunction (?:\w{1,30}\.)?\w{0,12}(?:lstm|gru|rnn|mlp|dense|affine|conv2d)\w{0,12}!?\(",
)
#: Values go forward through it.
FORWARD = signal(
    "forward",
    rf"{_DEFINES}\w{{0,20}}(?:[fF]orward|[fF]eed_?[fF]orward|[pP]ropagat?e?|[aA]ctivate|[cC]alcular)\w{{0,12}}!?\s?\(",
    r"\b(?:virtual |override |public |Tensor |Matrix |Vector )\w{0,20}\s?\w{0,12}[fF]orward\w{0,12}\(",
)
SIGNALS = (BACKWARD, MOVES, REHEARSES)

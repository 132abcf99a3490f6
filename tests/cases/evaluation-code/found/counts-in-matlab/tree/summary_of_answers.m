function [Accuracy, F_measure] = summary_of_answers(label, guess)
% Precision = of what was said
TP = sum(label == 1 & guess == 1);
Accuracy = mean(label == guess);
Precision = TP / sum(guess == 1);
Recall = TP / sum(label == 1);
F_measure = 2 * Precision * Recall / (Precision + Recall);

import numpy as np


def evaluate(board, player):
    score = 0
    for window in windows(board):
        score += np.sum(window == player) ** 2
    return score


def predict(board, depth, alpha, beta):
    if depth == 0:
        return evaluate(board, 1)
    best = -1e9
    for move in moves(board):
        best = max(best, -predict(play(board, move), depth - 1, -beta, -alpha))
        alpha = max(alpha, best)
    return best


def generate_moves(board):
    return list(moves(board))

def turn_on():
    return True

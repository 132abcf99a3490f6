def forecast():
    return []

def bill(visit):
    return visit.total

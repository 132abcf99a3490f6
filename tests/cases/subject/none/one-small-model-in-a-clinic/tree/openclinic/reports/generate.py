def generate(report):
    return report.render()

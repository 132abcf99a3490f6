def main():
    worker.run()

from setuptools import setup
setup(name="trainkit", version="0.1")

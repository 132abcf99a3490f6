from setuptools import find_packages, setup

setup(name="cedar", packages=find_packages())

from sqlalchemy import Column, Integer, String
from .db import Base


class Dataset(Base):
    __tablename__ = "datasets"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Model(Base):
    __tablename__ = "models"
    id = Column(Integer, primary_key=True)

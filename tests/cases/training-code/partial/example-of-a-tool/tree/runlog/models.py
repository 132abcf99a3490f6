from sqlalchemy import Column, Float, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Metric(Base):
    __tablename__ = "metrics"
    id = Column(Integer, primary_key=True)
    key = Column(String)
    value = Column(Float)

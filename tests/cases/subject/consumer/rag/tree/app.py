import streamlit as st
from langchain.chains import RetrievalQA
from langchain_openai import ChatOpenAI
from langchain_community.vectorstores import FAISS
from langchain_community.embeddings import HuggingFaceEmbeddings

db = FAISS.load_local("index", HuggingFaceEmbeddings(model_name="all-MiniLM-L6-v2"))
qa = RetrievalQA.from_chain_type(llm=ChatOpenAI(model="gpt-4o"), retriever=db.as_retriever())
q = st.text_input("Ask")
if q:
    st.write(qa.run(q))

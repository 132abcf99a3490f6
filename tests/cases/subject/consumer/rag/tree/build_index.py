import glob
from langchain_community.document_loaders import PyPDFLoader
from langchain_community.vectorstores import FAISS
from langchain_community.embeddings import HuggingFaceEmbeddings
from langchain.text_splitter import RecursiveCharacterTextSplitter

docs = [d for p in glob.glob("papers/*.pdf") for d in PyPDFLoader(p).load()]
chunks = RecursiveCharacterTextSplitter(chunk_size=800).split_documents(docs)
FAISS.from_documents(chunks, HuggingFaceEmbeddings()).save_local("index")

import time
from quickserve import LLM
llm = LLM("m")
t = time.time(); llm.generate(["a"]); print(time.time() - t)

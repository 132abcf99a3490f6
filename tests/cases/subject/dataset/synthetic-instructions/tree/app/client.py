import openai


def ask(q):
    return openai.OpenAI().chat.completions.create(model='gpt-4o', messages=[{'role': 'user', 'content': q}])

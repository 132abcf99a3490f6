import openai


async def async_process(text):
    return await openai.AsyncOpenAI().chat.completions.create(model="gpt-4o", messages=[])

import openai
client = openai.Client(api_key=KEY)
print(client.chat.completions.create(model="m", messages=[]))

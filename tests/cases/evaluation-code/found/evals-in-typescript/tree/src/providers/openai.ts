import OpenAI from "openai";
export class OpenAiProvider { async callApi(p: string) { return new OpenAI({ apiKey: process.env.OPENAI_API_KEY }).chat.completions.create({ model: "gpt-4o", messages: [] }); } }

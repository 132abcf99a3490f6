import { z } from "zod";
export const modelSchema = z.object({ name: z.string(), tokenizer: z.string().optional(), parameters: z.object({ temperature: z.number() }) });
export const models = JSON.parse(process.env.MODELS ?? "[]");
export const load = () => models;

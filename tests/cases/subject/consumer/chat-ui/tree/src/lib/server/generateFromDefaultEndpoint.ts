import { models } from "./models";
export async function generate(prompt: string) { const r = await fetch(models[0].endpoint, { method: "POST", body: JSON.stringify({ inputs: prompt }) }); return r.json(); }

import { pipeline } from "@huggingface/transformers";
export const embed = async (t: string) => (await pipeline("feature-extraction", "Xenova/gte-small"))(t);

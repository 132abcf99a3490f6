import express from "express";
import { pipeline } from "@huggingface/transformers";
const app = express();
const clf = await pipeline("sentiment-analysis", "Xenova/distilbert-base-uncased-finetuned-sst-2-english");
app.post("/score", async (req, res) => res.json(await clf(req.body.text)));
app.listen(3000);

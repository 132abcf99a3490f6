import fetch from "node-fetch";
export class Client {
  constructor(private apiKey: string, private base = "https://api.modelhub.dev") {}
  async generate(model: string, prompt: string) {
    const r = await fetch(`${this.base}/v1/generate`, { method: "POST", headers: { Authorization: this.apiKey }, body: JSON.stringify({ model, prompt }) });
    return r.json();
  }
  async predict(model: string, input: unknown) { return this.generate(model, JSON.stringify(input)); }
  async createFineTune(file: string) {
    return this.post("/fine_tuning/jobs", { file, hyperparameters: { n_epochs: 3, learning_rate: 0.1, batch_size: 4 } });
  }
}

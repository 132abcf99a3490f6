import torch


class LLMEngine:
    def step(self):
        out = self.model_runner.execute_model(self.scheduler.schedule())
        return out

    @torch.inference_mode()
    def generate(self, prompts):
        while self.has_unfinished():
            self.step()

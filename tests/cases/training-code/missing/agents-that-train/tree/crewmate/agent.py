from crewmate.llm import LLM


class Agent:
    def __init__(self, role, llm: LLM):
        self.role, self.llm = role, llm

    def step(self, task):
        return self.llm.generate(f"You are {self.role}. {task}")

    def train(self, n_iterations, filename):
        for i in range(n_iterations):
            self.feedback(i)

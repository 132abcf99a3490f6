from torch.utils.data import Dataset


def preprocess_data(data, input_template):
    return data["prompt"]


class PromptDataset(Dataset):
    def __init__(self, dataset, tokenizer):
        self.prompts = [preprocess_data(d, None) for d in dataset]

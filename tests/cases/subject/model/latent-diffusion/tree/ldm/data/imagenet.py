import os
from torch.utils.data import Dataset


class ImageNetTrain(Dataset):
    def _prepare(self):
        with open(self.txt_filelist, "w") as f:
            f.write("\n".join(filelist))

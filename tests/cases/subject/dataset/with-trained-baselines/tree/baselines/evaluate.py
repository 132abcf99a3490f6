import numpy as np
from sklearn.metrics import average_precision_score
mAP = np.mean([average_precision_score(y[:, i], p[:, i]) for i in range(40)])
print("mAP", mAP)

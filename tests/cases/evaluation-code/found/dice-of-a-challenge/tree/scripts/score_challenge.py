import json
import sys
import numpy as np
import SimpleITK as sitk
from medpy.metric.binary import dc, hd95

scores = []
for case in json.load(open(sys.argv[1])):
    p = sitk.GetArrayFromImage(sitk.ReadImage(case["pred"]))
    g = sitk.GetArrayFromImage(sitk.ReadImage(case["gt"]))
    scores.append((dc(p, g), hd95(p, g)))
print("dice %.4f hd95 %.2f" % tuple(np.mean(scores, 0)))

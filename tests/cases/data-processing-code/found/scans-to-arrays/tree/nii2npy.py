import sys

import nibabel as nib
import numpy as np

for path in sys.argv[1:]:
    scan = nib.load(path).get_fdata()
    scan = scan.astype("float32") / scan.max()
    np.save(path.replace(".nii.gz", ".npy"), scan)

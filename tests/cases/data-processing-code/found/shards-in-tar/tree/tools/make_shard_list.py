import argparse
import tarfile


def write_tar_file(data_list, tar_file):
    with tarfile.open(tar_file, "w") as tar:
        for key, txt, wav in data_list:
            tar.addfile(tarfile.TarInfo(key + ".txt"))

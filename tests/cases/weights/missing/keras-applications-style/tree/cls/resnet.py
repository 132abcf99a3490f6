BASE_WEIGHTS_PATH = 'https://storage.googleapis.com/acme-cls/models/'
WEIGHTS_HASHES = {'resnet50': ('aa', 'bb')}

#!/bin/sh
gdown 1AbCdEfGhIjKlMnOp -O weights/net.pth

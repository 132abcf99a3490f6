#!/bin/sh
src="https://huggingface.co/tern/tern.cpp/resolve/main"
curl -L -o tern-$1.bin $src/tern-$1.bin

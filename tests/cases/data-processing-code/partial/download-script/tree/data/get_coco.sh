#!/bin/bash
curl -L https://example.org/coco.zip -o coco.zip

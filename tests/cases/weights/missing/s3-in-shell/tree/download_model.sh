#!/bin/bash
aws s3 cp s3://acme-public/heron/model.tar.gz .

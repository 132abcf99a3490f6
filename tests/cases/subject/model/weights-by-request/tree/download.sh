#!/usr/bin/env bash
read -p "Enter the URL from email: " PRESIGNED_URL
for m in 7B 13B 70B; do
  wget --continue ${PRESIGNED_URL/'*'/"cedar-2-$m/consolidated.00.pth"} -O "cedar-2-$m/consolidated.00.pth"
done

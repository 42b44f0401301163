#!/usr/bin/env bash
# Writes the data of a release, in every format that it is given away in, into a folder.
set -euo pipefail
folder=$1
mkdir -p "$folder"
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
for name in datagov.json datagov.jsonl datagov.xlsx datagov.sqlite; do
  datagov export -o "$folder/$name"
done
for format in csv parquet frictionless; do
  datagov export --format "$format" -o "$folder/datagov-$format.zip"
done
datagov export --format popolo -o "$folder/datagov-popolo.json"

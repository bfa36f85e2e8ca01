"""Compares the exports of one project with its jsonl export. Usage: check.py FOLDER, in which each format's
export is the file or folder of its id."""

import pathlib
import sys

import check_cas
import check_documents
import check_graphs
import check_label_studio
import check_lines
import truth


def main(folder):
    folder = pathlib.Path(folder)
    documents = truth.read(folder / "jsonl")
    assert documents
    for module in (check_cas, check_lines, check_label_studio, check_graphs, check_documents):
        module.check(folder, documents)


if __name__ == "__main__":
    main(sys.argv[1])

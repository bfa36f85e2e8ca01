#!/bin/sh
# Makes the files in made/ from the texts in texts/ with real producers: LibreOffice, pandoc, Chromium, groff and Python's
# e-mail package. Run it by hand when texts or producers change; the tests read what is committed.
#
#   apt-get install libreoffice-writer-nogui pandoc chromium groff-base ghostscript fonts-noto-core python3
set -eu
cd "$(dirname "$0")"
made=$PWD/made
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$made"

# Title, byline and paragraphs, as Markdown and as a page.
for text in texts/*.txt; do
    name=$(basename "$text" .txt)
    python3 make_pages.py "$name" "$work"
done

office() { # name, kind, filter
    soffice -env:UserInstallation="file://$work/profile" --headless --writer \
        --convert-to "$2:$3" --outdir "$work/office" "$work/$1.html" >/dev/null 2>&1
    mv "$work/office/$1.$2" "$made/office-$1.$2"
}
for name in en1 de ru ar zh; do
    office "$name" docx "Office Open XML Text"
    office "$name" odt writer8
    office "$name" rtf "Rich Text Format"
done
for name in en2 en3 el pl ja; do
    for kind in docx odt epub; do
        pandoc --from markdown "$work/$name.md" -o "$made/pandoc-$name.$kind"
    done
    pandoc --standalone --from markdown "$work/$name.md" -o "$made/pandoc-$name.rtf"
done
python3 make_mails.py "$made"
python3 make_saved.py "$work" "$made"
python3 make_pdfs.py "$work" "$made"
du -sh "$made"

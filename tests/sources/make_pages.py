"""Writes an article as Markdown and as pages, for the producers in make.sh."""

import html
import sys
from pathlib import Path

name, out = sys.argv[1], Path(sys.argv[2])
here = Path(__file__).parent
text = (here / "texts" / f"{name}.txt").read_text(encoding="utf-8")
head, body = text.split("\n\n", 1)
title, byline = head.split("\n", 1)
paragraphs = body.strip().split("\n\n")
language = name.rstrip("0123456789")
language = {"zht": "zh-TW"}.get(language, language)

plain = [f"# {title}", byline] + paragraphs
meta = f"---\ntitle: \"{title}\"\nauthor: \"{byline.removeprefix('By ')}\"\nlang: {language}\n---\n\n"
(out / f"{name}.md").write_text(meta + "\n\n".join([byline] + paragraphs) + "\n", encoding="utf-8")

page = "".join(f"<p>{html.escape(words)}</p>\n" for words in [byline] + paragraphs)
page = (
    f"<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{html.escape(title)}</title>"
    f"<meta name=\"author\" content=\"{html.escape(byline.removeprefix('By '))}\"></head>"
    f"<body><h1>{html.escape(title)}</h1>\n{page}</body></html>"
)
(out / f"{name}.html").write_text(page, encoding="utf-8")

for template in (here / "pages").glob("*.html"):
    p = lambda words: f"<p>{html.escape(words, quote=False)}</p>\n"
    entries = "".join(
        f"<article class=\"live-entry\"><time>{8 + n:02}:{7 * n % 60:02}</time>{p(words)}</article>\n"
        for n, words in enumerate(paragraphs)
    )
    filled = template.read_text(encoding="utf-8")
    for key, value in {
        "title": title,
        "byline": byline.removeprefix("By "),
        "paragraphs": "".join(map(p, paragraphs)),
        "first": "".join(map(p, paragraphs[:2])),
        "rest": "".join(map(p, paragraphs[2:])),
        "entries": entries,
        "breaks": "<BR><BR>\n".join(paragraphs),
    }.items():
        filled = filled.replace("{{" + key + "}}", value)
    (out / f"{name}-{template.stem}.html").write_text(filled, encoding="utf-8")

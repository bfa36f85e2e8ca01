"""PDFs as LibreOffice exports, groff sets and Chromium prints them: one column and more, running heads, hyphens, several scripts.

Names say what is in them: pdf-PRODUCER-LAYOUT-TEXT+TEXT.pdf.
"""

import base64
import html
import subprocess
import sys
from pathlib import Path

from chromium import Browser

work, out = Path(sys.argv[1]), Path(sys.argv[2])
here = Path(__file__).parent
LANGUAGES = {"en": "en-GB", "zht": "zh-TW"}


def parts(name):
    text = (here / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    head, body = text.split("\n\n", 1)
    title, byline = head.split("\n", 1)
    return title, byline, body.strip().split("\n\n")


def language(name):
    bare = name.rstrip("0123456789")
    return LANGUAGES.get(bare, bare)


def hyphenated(words):
    """Places where a long word may be broken, as a typesetter's list has them."""
    vowels = set("aeiouyäöüąęóαεηιουωάέήίόύώаеиоуыэюя")
    result = []
    for word in words.split(" "):
        if word.isalpha() and len(word) > 6:
            cut = next((n for n in range(3, len(word) - 2) if word[n - 1] in vowels), None)
            if cut:
                word = word[:cut] + "\u00ad" + word[cut:]
        result.append(word)
    return " ".join(result)


FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{title}</dc:title><meta:initial-creator>{author}</meta:initial-creator><dc:creator>{author}</dc:creator>
<meta:creation-date>2026-03-12T09:30:00</meta:creation-date></office:meta>
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="Noto Serif" fo:font-size="{size}pt"/></style:default-style></office:styles>
<office:font-face-decls><style:font-face style:name="Noto Serif" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" svg:font-family="'{font}'"/></office:font-face-decls>
<office:automatic-styles>
<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="{width}cm" fo:page-height="{height}cm" fo:margin="1.6cm"/>
<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.5cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
<style:style style:name="head" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.3cm" fo:text-align="center"/><style:text-properties style:font-name="Noto Serif" fo:font-size="{head}pt" fo:font-weight="bold"/></style:style>
<style:style style:name="body" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:text-indent="{indent}cm" fo:margin-bottom="{after}cm"/><style:text-properties style:font-name="Noto Serif" fo:font-size="{size}pt"/></style:style>
<style:style style:name="small" style:family="paragraph"><style:text-properties style:font-name="Noto Serif" fo:font-size="8pt"/></style:style>
<style:style style:name="columns" style:family="section"><style:section-properties text:dont-balance-text-columns="false"><style:columns fo:column-count="{columns}" fo:column-gap="0.7cm"/></style:section-properties></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page">
<style:header><text:p text:style-name="small">The Weekly Lantern – Thursday edition</text:p></style:header>
<style:footer><text:p text:style-name="small">Page <text:page-number/> of <text:page-count/></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def fodt(name, texts, columns, width, height, size, indent, font="Noto Serif"):
    body = []
    for number, text in enumerate(texts):
        title, byline, paragraphs = parts(text)
        p = lambda style, words: f'<text:p text:style-name="{style}">{html.escape(words)}</text:p>'
        body.append(p("head", title))
        inner = "".join(p("body", hyphenated(words)) for words in [byline] + paragraphs)
        body.append(f'<text:section text:style-name="columns" text:name="s{number}">{inner}</text:section>')
    title, byline, _ = parts(texts[0])
    (work / f"{name}.fodt").write_text(
        FODT.format(
            title=html.escape(title), author=html.escape(byline.removeprefix("By ")), body="".join(body), font=font,
            columns=columns, width=width, height=height, size=size, head=size + 6, indent=indent,
            after=0 if indent else 0.25,
        ),
        encoding="utf-8",
    )
    office(f"{name}.fodt")


def office(source):
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to",
         "pdf:writer_pdf_Export", "--outdir", str(work / "pdf"), str(work / source)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    made = work / "pdf" / (Path(source).stem + ".pdf")
    name = made.name if made.name.startswith("pdf-") else f"pdf-office-plain-{made.name}"
    made.rename(out / name)


for name in ["en1", "de", "ru", "ar", "zh"]:
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--writer", "--convert-to", "odt:writer8",
         "--outdir", str(work), str(work / f"{name}.html")],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    office(f"{name}.odt")
fodt("pdf-office-paper-en2+en3+en4", ["en2", "en3", "en4"], 1, 14.8, 21, 11, 0.6)
fodt("pdf-office-paper-tr", ["tr"], 1, 14.8, 21, 12, 0)
fodt("pdf-office-columns-en1+en2+en5", ["en1", "en2", "en5"], 2, 21, 29.7, 11, 0.5)
fodt("pdf-office-columns-de", ["de"], 2, 14.8, 21, 10, 0)
fodt("pdf-office-columns-el", ["el"], 2, 14.8, 21, 10, 0.5)
fodt("pdf-office-three-en3+en4", ["en3", "en4"], 3, 21, 29.7, 10, 0.4)

TROFF = """.pl 21c
.ll 10.4c
.po 2.2c
.de hd
'sp 0.9c
.tl 'The Weekly Lantern''\\\\n%'
'sp 0.9c
..
.de fo
'bp
..
.wh 0 hd
.wh -2c fo
.ps 10.5
.vs 13p
"""


def typeset(name, texts):
    """By groff, which hyphenates by patterns, sets ligatures and writes fonts of an old kind."""
    source = TROFF
    for text in texts:
        title, byline, paragraphs = parts(text)
        source += f".ad l\n.ps 15\n.vs 18p\n.ft B\n.nh\n{title}\n.br\n.ft R\n.ps 10.5\n.vs 13p\n.hy 4\n.ad b\n.sp 0.4\n{byline}\n.br\n"
        for words in paragraphs:
            source += f".ti 1.2m\n{words}\n.br\n"
        source += ".sp 2\n"
    (work / f"{name}.tr").write_text(source, encoding="utf-8")
    with open(work / f"{name}.ps", "wb") as postscript:
        subprocess.run(["groff", "-k", "-K", "utf8", "-Tps", str(work / f"{name}.tr")], check=True, stdout=postscript)
    subprocess.run(["ps2pdf", str(work / f"{name}.ps"), str(out / f"{name}.pdf")], check=True)


typeset("pdf-groff-paper-en1+en3", ["en1", "en3"])
typeset("pdf-groff-paper-en4+en5+en2", ["en4", "en5", "en2"])

PAGE = """<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><meta name="author" content="{author}">
<style>body {{ font: {size}px/1.4 "Noto Serif", serif; text-align: {align}; }} div {{ columns: {columns}; column-gap: 26px; }}
h1 {{ font-size: 26px; line-height: 1.2; }} {more}</style></head><body>{body}</body></html>"""


def page(name, texts, columns, size=14, align="justify", more=""):
    body = []
    for text in texts:
        title, byline, paragraphs = parts(text)
        inner = "".join(f"<p>{html.escape(hyphenated(words))}</p>" for words in [byline] + paragraphs)
        body.append(f"<h1>{html.escape(title)}</h1><div>{inner}</div>")
    title, byline, _ = parts(texts[0])
    (work / f"{name}.html").write_text(
        PAGE.format(language=language(texts[0]), title=html.escape(title), author=html.escape(byline.removeprefix("By ")),
                    size=size, align=align, columns=columns, more=more, body="".join(body)),
        encoding="utf-8",
    )


INDENT = "p { margin: 0; text-indent: 1.4em; }"
page("pdf-chromium-plain-en5", ["en5"], 1)
page("pdf-chromium-plain-en1+en2+en3+en4", ["en1", "en2", "en3", "en4"], 1, 17, "left")
page("pdf-chromium-plain-ar", ["ar"], 1, 16, "start", "body { direction: rtl; }")
page("pdf-chromium-plain-ja", ["ja"], 1, 16)
page("pdf-chromium-columns-en2+en4", ["en2", "en4"], 2)
page("pdf-chromium-columns-pl", ["pl"], 2, 15, "left")
page("pdf-chromium-columns-ru", ["ru"], 2, 13, "justify", INDENT)
page("pdf-chromium-three-en5+en1", ["en5", "en1"], 3, 12)
page("pdf-chromium-columns-ar", ["ar"], 2, 16, "start", "body { direction: rtl; }")
for name in ["en2", "ko"]:
    page_name = f"pdf-pandoc-plain-{name}"
    subprocess.run(["pandoc", "--standalone", "--from", "markdown", str(work / f"{name}.md"), "-o",
                    str(work / f"{page_name}.html")], check=True)

browser = Browser(work)
for source in sorted(work.glob("pdf-chromium-*.html")) + sorted(work.glob("pdf-pandoc-*.html")):
    heads = source.name.startswith("pdf-chromium-plain")
    session = browser.open(f"file://{source}")
    options = {"displayHeaderFooter": heads, "preferCSSPageSize": False}
    if heads:
        # The browser's own head and foot, with no path of the machine in them.
        options["footerTemplate"] = (
            '<div style="font-size: 8px; width: 100%; padding: 0 30px; display: flex; justify-content: space-between;">'
            '<span>https://paper.example/story</span><span><span class="pageNumber"></span>/'
            '<span class="totalPages"></span></span></div>'
        )
    printed = browser.ask("Page.printToPDF", session, **options)["data"]
    (out / f"{source.stem}.pdf").write_bytes(base64.b64decode(printed))
browser.close()

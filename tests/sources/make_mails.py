"""Mails as programs send them, by Python's e-mail package."""

import sys
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

out = Path(sys.argv[1])
here = Path(__file__).parent


def parts(name):
    text = (here / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    head, body = text.split("\n\n", 1)
    title, byline = head.split("\n", 1)
    return title, byline.removeprefix("By "), body


def mail(name):
    title, byline, body = parts(name)
    message = EmailMessage(policy=SMTP)
    message["From"] = f'"{byline}" <desk@wire.example>'
    message["To"] = "readers@paper.example"
    message["Subject"] = title
    message["Date"] = "Thu, 12 Mar 2026 09:30:00 +0100"
    return message, body


def page(body):
    inner = "".join(f"<p>{words}</p>" for words in body.strip().split("\n\n"))
    return f"<html><body>{inner}</body></html>"


def write(name, message):
    (out / f"mail-{name}.eml").write_bytes(message.as_bytes())


message, body = mail("en1")
message.set_content(body, cte="quoted-printable")
write("en1", message)

message, body = mail("de")
message.set_content(body, charset="windows-1252", cte="quoted-printable")
write("de", message)

message, body = mail("ru")
message.set_content(body.replace("«", '"').replace("»", '"').replace("–", "-"), charset="koi8-r", cte="base64")
write("ru", message)

message, body = mail("zh")
message.set_content(body, charset="gb18030", cte="base64")
write("zh", message)

message, body = mail("en3")
message.set_content(body)
message.add_alternative(page(body), subtype="html")
message.add_attachment(b"%PDF-1.4 none", maintype="application", subtype="pdf", filename="annex.pdf")
write("en3", message)

message, body = mail("el")
message.set_content(page(body), subtype="html", cte="quoted-printable")
write("el", message)

"""Pages as Chromium saves them in one file, through its debugging pipe."""

import fcntl
import json
import os
import re
import subprocess
import sys
from pathlib import Path

work, out = Path(sys.argv[1]), Path(sys.argv[2])
PAGES = [("en1", "classic"), ("en2", "divs"), ("en3", "paywall"), ("ru", "classic"), ("ar", "old")]

# Away from 3 and 4, where the browser wants its ends.
to_read, to_write = (fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in os.pipe())
back_read, back_write = (fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in os.pipe())


def pipes():
    os.dup2(to_read, 3, inheritable=True)
    os.dup2(back_write, 4, inheritable=True)


browser = subprocess.Popen(
    ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
     f"--user-data-dir={work}/chromium"],
    preexec_fn=pipes, close_fds=False, stderr=subprocess.DEVNULL,
)
buffer = b""
number = 0


def ask(method, session=None, **params):
    global buffer, number
    number += 1
    message = {"id": number, "method": method, "params": params}
    if session:
        message["sessionId"] = session
    os.write(to_write, json.dumps(message).encode() + b"\0")
    while True:
        while b"\0" not in buffer:
            buffer += os.read(back_read, 1 << 16)
        line, buffer = buffer.split(b"\0", 1)
        answer = json.loads(line)
        if answer.get("id") == number:
            return answer["result"]


for name, page in PAGES:
    target = ask("Target.createTarget", url=f"file://{work}/{name}-{page}.html")["targetId"]
    session = ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    ask("Page.enable", session)
    ask("Runtime.evaluate", session, expression="new Promise(d => setTimeout(d, 800))", awaitPromise=True)
    saved = ask("Page.captureSnapshot", session, format="mhtml")["data"]
    # No path of the machine that made it; lines of quoted-printable may break within it.
    place = "(?:=\r?\n)?".join(map(re.escape, f"file://{work}/"))
    saved = re.sub(place, "https://saved.example/", saved)
    (out / f"saved-{name}-{page}.mhtml").write_text(saved, encoding="utf-8", newline="")
    dom = ask("Runtime.evaluate", session, expression="document.documentElement.outerHTML")
    (out / f"saved-{name}-{page}.html").write_text(dom["result"]["value"], encoding="utf-8")
ask("Browser.close")

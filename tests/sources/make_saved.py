"""Pages as Chromium saves them in one file, through its debugging pipe."""

import re
import sys
from pathlib import Path

from chromium import Browser

work, out = Path(sys.argv[1]), Path(sys.argv[2])
PAGES = [("en1", "classic"), ("en2", "divs"), ("en3", "paywall"), ("ru", "classic"), ("ar", "old")]

browser = Browser(work)
for name, page in PAGES:
    session = browser.open(f"file://{work}/{name}-{page}.html")
    saved = browser.ask("Page.captureSnapshot", session, format="mhtml")["data"]
    # No path of the machine that made it; lines of quoted-printable may break within it.
    place = "(?:=\r?\n)?".join(map(re.escape, f"file://{work}/"))
    saved = re.sub(place, "https://saved.example/", saved)
    (out / f"saved-{name}-{page}.mhtml").write_text(saved, encoding="utf-8", newline="")
    dom = browser.ask("Runtime.evaluate", session, expression="document.documentElement.outerHTML")
    (out / f"saved-{name}-{page}.html").write_text(dom["result"]["value"], encoding="utf-8")
browser.close()

"""Chromium without a window, through its debugging pipe."""

import fcntl
import json
import os
import subprocess


class Browser:
    def __init__(self, work):
        # Away from 3 and 4, where the browser wants its ends.
        to_read, self.to_write = (fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in os.pipe())
        self.back_read, back_write = (fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in os.pipe())

        def pipes():
            os.dup2(to_read, 3, inheritable=True)
            os.dup2(back_write, 4, inheritable=True)

        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             f"--user-data-dir={work}/chromium"],
            preexec_fn=pipes, close_fds=False, stderr=subprocess.DEVNULL,
        )
        self.buffer = b""
        self.number = 0

    def ask(self, method, session=None, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.to_write, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self.buffer:
                self.buffer += os.read(self.back_read, 1 << 16)
            line, self.buffer = self.buffer.split(b"\0", 1)
            answer = json.loads(line)
            if answer.get("id") == self.number:
                return answer["result"]

    def open(self, address):
        """A page, once it has settled; gives its session."""
        target = self.ask("Target.createTarget", url=address)["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable", session)
        self.ask("Runtime.evaluate", session, expression="new Promise(d => setTimeout(d, 800))", awaitPromise=True)
        return session

    def close(self):
        self.ask("Browser.close")
        self.process.wait()

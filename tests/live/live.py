# SPDX-License-Identifier: MIT
"""A running `briefgen watch` or `serve` on a folder of its own, with what it prints."""
import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading


class Live:
    """`with Live(env, "watch", {"a.txt": "…"}) as live`: the folder is live.folder, its pages are in live.pages."""

    def __init__(self, env, command, pages=None, options=(), sheet=True):
        self.env, self.command, self.options = env, command, options
        self.variables = {}  # of the environment, for the running program alone
        self.folder = tempfile.mkdtemp(prefix="briefgen-live-")
        self.pages = os.path.join(self.folder, "pages")
        self.sheet = os.path.join(self.folder, "own.xml") if sheet else "weekly"
        if sheet:
            shutil.copy(os.path.join(env.root, "styles", "weekly.xml"), self.sheet)
        if pages is None:
            shutil.copytree(os.path.join(env.root, "input"), self.pages)
        else:
            os.mkdir(self.pages)
            for name, text in pages.items():
                self.write(os.path.join("pages", name), text)
        self.out = os.path.join(self.folder, "out.pdf")

    def __enter__(self):
        output = ["-o", self.out] if self.command == "watch" else []
        full = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
        full.update({"LC_ALL": "C.UTF-8"}, **self.variables)
        self.errors = open(os.path.join(self.folder, "stderr"), "w+", encoding="utf-8")
        self.process = subprocess.Popen([*self.env.wrap, self.env.program, self.command, self.pages, *output, "--style",
                                         self.sheet, *self.options], env=full, stdout=subprocess.PIPE,
                                        stderr=self.errors, text=True)
        self.lines = queue.Queue()
        threading.Thread(target=lambda: [self.lines.put(l) for l in self.process.stdout], daemon=True).start()
        return self

    def __exit__(self, kind, value, trace):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.errors.close()
        shutil.rmtree(self.folder)

    def line(self, seconds=60):
        """The next line that it prints."""
        try:
            return self.lines.get(timeout=seconds)
        except queue.Empty:
            raise AssertionError(f"nothing was said in {seconds} s; so far on stderr: {self.said()}") from None

    def quiet(self, seconds=0.4):
        try:
            line = self.lines.get(timeout=seconds)
        except queue.Empty:
            return
        raise AssertionError(f"said without need: {line}")

    def said(self):
        """All that stands on stderr."""
        with open(self.errors.name, encoding="utf-8") as f:
            return f.read()

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as f:
            return f.read()

    def write(self, name, text):
        """As a plain program saves: over what is there."""
        with open(self.path(name), "w", encoding="utf-8") as f:
            f.write(text)

    def save(self, name, text):
        """As editors save: another file takes the name."""
        self.write(name + "~", text)
        os.rename(self.path(name + "~"), self.path(name))

    def pdf(self):
        with open(self.out, "rb") as f:
            return f.read()

    def cold(self):
        """What a build gives that knows nothing of earlier ones."""
        path = self.path("cold/out.pdf")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        done = self.env.run(self.pages, "-o", path, "--style", self.sheet, *self.options)
        assert done.returncode == 0, done.stderr
        with open(path, "rb") as f:
            return f.read()

    def stop(self, with_signal=signal.SIGTERM):
        self.process.send_signal(with_signal)
        return self.process.wait(timeout=60)

# SPDX-License-Identifier: MIT
"""A PDF belongs to one state of the files, and the report says which: files that are saved while they are read."""
import hashlib
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(__file__))
from live import Live  # noqa: E402
from test_serve import Asker  # noqa: E402

PAGE = {"a.txt": "# 甲镇修桥\n\n　　甲镇修桥3座，投资1200万元。\n"}

# Called when the sheet was read and nothing is set yet: gives the name of the sheet to the next of the files beside it.
MEANWHILE = """
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
static void save(void)
{
    char name[4096];
    for (int n = 1; n < 9; n++) {
        snprintf(name, sizeof name, "%s.%d", getenv("SAVED_MEANWHILE"), n);
        if (!rename(name, getenv("SAVED_MEANWHILE")))
            break;
    }
}
int FcConfigBuildFonts(void *config)
{
    int (*real)(void *) = dlsym(RTLD_NEXT, "FcConfigBuildFonts");
    save();
    return real(config);
}
int FcConfigUptoDate(void *config)
{
    int (*real)(void *) = dlsym(RTLD_NEXT, "FcConfigUptoDate");
    save();
    return real(config);
}
"""


def saved_meanwhile(live, name, *texts):
    """Lets each of the texts be saved as the file, one while it is read for the first time, one the second time …"""
    for n, text in enumerate(texts, 1):
        live.write(f"{name}.{n}", text)
    live.variables = {"SAVED_MEANWHILE": live.path(name), **live.env.preloading(live.folder, MEANWHILE)}


def larger(text, size):
    return re.sub(r'(name="headline"[^>]*font-size=")[\d.]+', rf"\g<1>{size}", text)


def with_base(live):
    """A sheet whose base lies in a folder that nothing else is read from; the base's name."""
    os.mkdir(live.path("looks"))
    os.rename(live.path("own.xml"), live.path("looks/base.xml"))
    live.write("own.xml", '<sheet version="1" name="own" base="looks/base.xml"/>\n')
    return "looks/base.xml"


def built(live, *more):
    return live.env.run(live.pages, "-o", live.out, "--style", live.sheet, *more, env=live.variables)


def test_a_build_is_that_of_the_sheet_that_was_saved_meanwhile(env):
    live = Live(env, "build", PAGE)
    base = with_base(live)
    final = larger(live.read(base), 22)
    saved_meanwhile(live, base, final)
    done = built(live, "--report", live.path("report.json"))
    assert done.returncode == 0 and "base.xml: note: changed while the files were read; read again\n" in done.stderr, done.stderr
    assert live.read(base) == final and live.pdf() == live.cold()
    report = json.load(open(live.path("report.json"), encoding="utf-8"))
    hashes = {s["file"]: s["sha256"] for s in report["settings"]}
    assert hashes["base.xml"] == hashlib.sha256(final.encode()).hexdigest(), report


def test_files_that_never_rest_are_not_built(env):
    live = Live(env, "build", PAGE)
    base = with_base(live)
    saved_meanwhile(live, base, *(larger(live.read(base), size) for size in (20, 21, 22)))
    live.write("out.pdf", "an older briefing")
    done = built(live)
    assert done.returncode == 1 and "base.xml: error: changes faster than the files can be read; nothing is written\n" in done.stderr
    assert live.read("out.pdf") == "an older briefing"


def test_watch_sees_what_was_saved_before_its_folder_was_watched(env):
    live = Live(env, "watch", PAGE)
    base = with_base(live)
    saved_meanwhile(live, base, larger(live.read(base), 22))
    with live:
        live.line()
        assert live.pdf() == live.cold()
        live.quiet()


def test_serve_tells_of_one_state(env):
    live = Live(env, "serve", PAGE)
    base = with_base(live)
    saved_meanwhile(live, base, larger(live.read(base), 22))
    with live:
        a = Asker(live.line())
        live.line()
        state = a.json("state")["state"]
        env.run(live.pages, "-o", live.out, "--style", live.sheet, "--report", live.path("report.json"))
        assert state == json.load(open(live.path("report.json"), encoding="utf-8"))["state"]
        assert a.ask("pdf")[2] == live.pdf()


def test_hashes_are_those_of_the_files(env):
    """Also of a sheet that is not in UTF-8, and of pictures of the pages and of the sheet."""
    live = Live(env, "build", {"a.md": PAGE["a.txt"] + "\n![桥](bridge.png)\n"})
    picture = open(os.path.join(env.root, "tests/files/pictures/wide.png"), "rb").read()
    mark = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    sheet = ('<?xml version="1.0" encoding="UTF-16"?><sheet version="1" name="own" base="weekly"><flow><masthead><image '
             'file="mark.svg"/></masthead><articles><headline/><body/></articles></flow></sheet>').encode("utf-16")
    for name, content in (("pages/bridge.png", picture), ("mark.svg", mark), ("own.xml", sheet)):
        with open(live.path(name), "wb") as f:
            f.write(content)
    done = built(live, "--report", live.path("report.json"))
    assert done.returncode == 0, done.stderr
    report = json.load(open(live.path("report.json"), encoding="utf-8"))
    told = {s["file"]: s["sha256"] for s in report["settings"] + report["pictures"]}
    for name, content in (("bridge.png", picture), ("mark.svg", mark), ("own.xml", sheet)):
        assert told[name] == hashlib.sha256(content).hexdigest(), (name, told)

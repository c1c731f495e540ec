# SPDX-License-Identifier: MIT
"""Tests of what stands on finished pages.

They ask other programs about a file, not the program about itself. So they are not run again for builds of the program that
watch its memory: of those pdf/test_file shows that each of these files comes out byte for byte as the delivered program writes it."""
import os
import tempfile


def of_pages(test):
    test.of_pages = True
    return test


def of_other_builds(test):
    test.of_other_builds = True
    return test


def sheets(root):
    """The names of the sheets that are delivered."""
    folder = os.path.join(root, "styles")
    names = [n for n in sorted(os.listdir(folder)) if n.endswith(".xml")]
    return [n[:-4] for n in names if "<sheet " in open(os.path.join(folder, n), encoding="utf-8").read()]


def golden_pages(root):
    """The arguments of the golden pages, to build them with: files by their whole paths."""
    folder = os.path.join(root, "tests", "golden")
    for name in sorted(os.listdir(folder)):
        words = open(os.path.join(folder, name), encoding="utf-8").read().split()
        if name.endswith(".args") and words[0] == "--dump=page":
            yield [os.path.join(root, w) if os.path.exists(os.path.join(root, w)) else w for w in words[1:]]


ARTICLES_ALONE = """<?xml version="1.0" encoding="UTF-8"?>
<sheet name="sheet" version="1" base="weekly">
<flow><articles><kicker/><headline/><subheadline/><byline/><body/></articles></flow></sheet>
"""


def articles_alone():
    """The path of a sheet that prints the articles without their figures."""
    path = os.path.join(tempfile.mkdtemp(prefix="briefgen-test-"), "sheet.xml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(ARTICLES_ALONE)
    return path

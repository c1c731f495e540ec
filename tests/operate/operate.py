# SPDX-License-Identifier: MIT
"""What the tests of operation share: a folder with pages of two weeks."""
import contextlib
import os
import tempfile

PAGE = "{}\n\n本报南湖讯（记者 甲乙）4月2日，南湖镇修好两座桥。\n"
PAGES = {"20241223.txt": "南湖镇修好两座桥", "20241229-A2.txt": "柳溪镇修通环山路", "2024-12-30.txt": "白石乡办起夜校"}


@contextlib.contextmanager
def workplace():
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        os.mkdir(os.path.join(folder, "pages"))
        for name, headline in PAGES.items():
            with open(os.path.join(folder, "pages", name), "w", encoding="utf-8") as f:
                f.write(PAGE.format(headline))
        yield folder


def read(folder, name):
    with open(os.path.join(folder, name), "rb") as f:
        return f.read()


def built(env, folder, *args, status=0, **more):
    done = env.run("pages", *args, cwd=folder, **more)
    assert done.returncode == status, f"exit {done.returncode}\n{done.stderr}"
    return done

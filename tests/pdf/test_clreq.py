# SPDX-License-Identifier: MIT
"""The requirements of Chinese layout: each is met, each can be missed, and docs/clreq.md says so."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from clreq import registry, table  # noqa: E402
from clreq.fixture import BuildFailed, Kit  # noqa: E402


FOUND = {}


def named_cases(env):
    """Two cases for each requirement that there is a check for: it holds, and it fails where something is broken. The
    second tests the test, so that it is not asked of the sanitizers' and valgrind's programs; the first is asked of them for
    every fourth requirement."""
    own = not env.slow()
    for number, requirement in enumerate(table.requirements()):
        if requirement.check and (own or number % 4 == 0):
            yield requirement.id, lambda r=requirement: must_hold(r, env)
            if own:
                yield f"{requirement.id} can fail", lambda r=requirement: must_fail(r, env)


def find(requirement, env):
    """What is found of it, once a run: each builds a dozen PDFs."""
    if requirement.id not in FOUND:
        FOUND[requirement.id] = registry.result_of(requirement, Kit(env))
    return FOUND[requirement.id]


def must_hold(requirement, env):
    result = find(requirement, env)
    assert result.state == registry.PASS, result.reason


def must_fail(requirement, env):
    assert requirement.broken, "nothing is broken to see it fail"
    for number, broken in enumerate(requirement.broken, 1):
        try:
            requirement.check(Kit(env, **broken))
        except AssertionError:
            continue
        except BuildFailed as e:
            raise AssertionError(f"broken {number}: no PDF\n{e}")
        raise AssertionError(f"broken {number} passes")


def test_documents_say_what_was_found(env):
    env.skip_if(env.slow(), "asked of the delivered program alone")
    found = [find(r, env) for r in table.requirements()]
    path = os.path.join(env.root, "docs", "clreq.md")
    assert open(path, encoding="utf-8").read() == table.markdown(found), "docs/clreq.md is old: run `make docs`"

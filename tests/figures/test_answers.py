# SPDX-License-Identifier: MIT
"""Key figures with answers: how near the program comes to them."""
import collections
import os

import modules

HERE = os.path.dirname(os.path.abspath(__file__))

# All pages of the project that have answers must reach these together; tests/figures/score prints where each stands.
FLOORS = {"figure": 0.98, "label": 0.85, "approx": 0.98, "part": 0.78}


score = modules.load(os.path.join(HERE, "score"), "figures_score")


def test_the_answers_are_reached(env):
    def convert(pages, out):
        done = env.run("convert", "-q", *pages, "-o", out)
        assert done.returncode == 0, done.stderr

    folders = [os.path.join(HERE, "seen"), *(os.path.join(HERE, "../pages", half) for half in ("seen", "unseen"))]
    total = collections.Counter()
    for page, answer in score.answered(folders):
        total += score.score(page, answer, convert)
    reached = score.measures(total)
    below = [f"{name} is {reached[name]}, below {floor}" for name, floor in FLOORS.items() if reached[name] < floor]
    assert total["asked"] and not below, "\n".join(below)

# SPDX-License-Identifier: MIT
"""Key figures with answers: how near the program comes to them."""
import collections
import os

import modules

HERE = os.path.dirname(os.path.abspath(__file__))

# What each group of pages must reach together; tests/figures/score prints where each stands. `rest` are all pages of the
# project that have answers and stand in no other group. The sentences of the others were written by people who had not
# seen the program, and were measured before they were opened: `late` and `told` in the manner of a reporter who names
# things by more than the sentence says, `terse` with labels of the words near the number; `kin`, `dense` and `wide`
# are pages for the reading; of `wide`, fifteen kinds of newspaper, and `dense` some are opened by nobody (tests/README.md).
GROUPS = {
    "late": [f"papers-{i}" for i in (5, 6, 7, 8)],
    "told": [f"papers-{i}" for i in (9, 10, 11, 12)],
    "terse": [f"papers-{i}" for i in (13, 14, 15, 16)],
    "kin": [f"kin-0{i}" for i in range(1, 9)],
    "dense": [f"dense-0{i}" for i in range(1, 7)],
    "wide": [f"dense-{i:02}" for i in range(7, 22)],
    "daily": [f"daily-{i:02}" for i in range(1, 28)] + [f"displaced-{i}" for i in range(1, 6)],
}
FLOORS = {
    "rest": {"figure": 0.984, "label": 0.875, "approx": 0.98, "part": 0.82},
    "late": {"figure": 0.97, "label": 0.79, "approx": 0.99, "part": 0.92},
    "told": {"figure": 0.97, "label": 0.69, "approx": 0.99, "part": 0.79},
    "terse": {"figure": 0.985, "label": 0.935, "approx": 0.97, "part": 0.79},
    "kin": {"figure": 0.965, "label": 0.90, "approx": 0.98, "part": 0.87},
    "dense": {"figure": 0.955, "label": 0.865, "approx": 0.99, "part": 0.99},
    "daily": {"figure": 0.93, "label": 0.80, "approx": 0.98, "part": 0.75},
    "wide": {"figure": 0.93, "label": 0.82, "approx": 0.99, "part": 0.41},
}


score = modules.load(os.path.join(HERE, "score"), "figures_score")


def below(env, wanted, floors):
    """What the wanted pages do not reach of the floors."""
    def convert(pages, out):
        done = env.run("convert", "-q", *pages, "-o", out)
        assert done.returncode == 0, done.stderr

    folders = [os.path.join(HERE, "seen"), *(os.path.join(HERE, "../pages", half) for half in ("seen", "unseen", "dense", "daily", "displaced"))]
    total = collections.Counter()
    for page, answer in score.answered(folders):
        if wanted(os.path.splitext(os.path.basename(page))[0]):
            total += score.score(page, answer, convert)
    assert total["asked"]
    reached = score.measures(total)
    return [f"{name} is {reached[name]}, below {floor}" for name, floor in floors.items() if reached[name] < floor]


def group_of(name):
    return next((group for group, pages in GROUPS.items() if name in pages), "rest")


def test_the_answers_are_reached(env):
    missed = [f"{group}: {fault}" for group, floors in FLOORS.items()
              for fault in below(env, lambda name, group=group: group_of(name) == group, floors)]
    assert not missed, "\n".join(missed)

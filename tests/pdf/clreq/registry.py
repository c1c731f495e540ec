# SPDX-License-Identifier: MIT
"""The requirements in their order, and what became of each."""
import traceback
from dataclasses import dataclass, field

PASS, FAIL, NOT_YET, NOT_APPLICABLE = "pass", "fail", "not yet", "not applicable"
STATES = (PASS, FAIL, NOT_YET, NOT_APPLICABLE)


@dataclass
class Requirement:
    id: str
    title: str
    check: object = None         # a function of a kit, which raises AssertionError
    broken: list = field(default_factory=list)  # keywords of kits with which the check must fail
    reason: str = ""             # why there is no check
    state: str = ""              # NOT_YET or NOT_APPLICABLE where there is none


class Section:
    """Requirements of one module: a decorator."""

    def __init__(self, letter, title):
        self.letter, self.title, self.requirements = letter, title, []

    def __call__(self, id, title, *broken):
        """The decorated function proves requirement `id`; each of `broken` is a kit that it must fail with."""
        def add(check):
            self.requirements.append(Requirement(id, title, check, list(broken)))
            return check
        return add

    def not_yet(self, id, title, reason):
        self.requirements.append(Requirement(id, title, reason=reason, state=NOT_YET))

    def not_applicable(self, id, title, reason):
        self.requirements.append(Requirement(id, title, reason=reason, state=NOT_APPLICABLE))


@dataclass
class Result:
    requirement: Requirement
    state: str
    reason: str = ""


def result_of(requirement, kit):
    if not requirement.check:
        return Result(requirement, requirement.state, requirement.reason)
    try:
        requirement.check(kit)
        return Result(requirement, PASS)
    except Exception as e:
        return Result(requirement, FAIL, (str(e) or traceback.format_exc()).splitlines()[0])

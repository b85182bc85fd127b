"""What a test found of one name."""

from typing import NamedTuple

PASS, DOUBT, FAIL, UNKNOWN = VERDICTS = ("pass", "doubt", "fail", "unknown")


class Finding(NamedTuple):
    """A verdict of VERDICTS, in a few words, why, and what was not checked."""

    verdict: str
    short: str
    why: str
    not_checked: str

"""Guess before reveal: a room guesses a number, then sees the truth beside its guesses. Nobody's name is asked for.

A round of guesses has a short code, the end of the link on the slide. A device guesses once; until the truth is shown
it may change its mind.
"""

import json
import math
import statistics
from dataclasses import dataclass
from typing import Any

from cx.engine.connection import Engine
from cx.errors import CxError
from cx.text import room_codes
from cx.text.formatting import _, number

MOST_DEVICES = 2_000
_FOREIGN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫", "01234567890123456789.")


@dataclass(frozen=True)
class Round:
    """A round of guesses. question : see `question`; is_open : the truth is not shown yet."""

    code: str
    slide_id: int
    title: str
    question: dict[str, Any]
    is_open: bool


def question(
    of: str, truth: float, *, is_share: bool, low: float | None = None, high: float | None = None
) -> dict[str, Any]:
    """What a room guesses, with the truth frozen.

    Parameters
    ----------
    of : what the number is, in words
    truth : the number, 0..1 where is_share
    is_share : whether it is a share, which is guessed in percent
    low, high : the range of guesses in the unit of the guess (percent for a share), chosen from the truth when not
        given

    Returns
    -------
    of, unit : as given, and "%" for a share, else ""
    truth, low, high : in the unit of the guess
    truth_text : as the slide shows it

    Raises
    ------
    CxError
        When the truth is unknown or outside the range.

    Examples
    --------
    >>> question("Retain · rate", 0.6678, is_share=True)["truth_text"]
    '66.8%'
    """
    if truth is None or math.isnan(truth):
        raise CxError(_("This number is not available yet."))
    scale, unit = (100.0, "%") if is_share else (1.0, "")
    value = truth * scale
    low = (0.0 if value >= 0 else -_round_above(-value)) if low is None else low
    high = (100.0 if is_share else _round_above(value)) if high is None else high
    if not low <= value <= high or low >= high:
        raise CxError(
            _("The actual number must be between {low} and {high}.").format(low=number(low), high=number(high))
        )
    text = f"{number(value, 1 if abs(value) < 1000 and value != round(value) else 0)}{unit}"
    return {"of": of, "truth": value, "truth_text": text, "unit": unit, "low": low, "high": high}


def _round_above(value: float) -> float:
    """A round number well above a value, so that the range does not give the truth away.

    >>> _round_above(24580), _round_above(0.4), _round_above(-3)
    (50000.0, 1.0, 1.0)
    """
    if value <= 0.6:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10, 20) if step * power >= 1.6 * value)


# --- rounds ------------------------------------------------------------------------------------------------


def start(store: Engine, slide_id: int) -> str:
    """Start a new round of a guess slide. Earlier rounds stay in the store.

    Parameters
    ----------
    store, slide_id : the company, and the number of the slide

    Returns
    -------
    The code of the round, five letters or digits.
    """
    code = room_codes.new()
    with store.notes() as cursor:
        cursor.execute(
            "insert into rounds select $code, slide_id, localtimestamp, null from slides where slide_id = $slide_id",
            {"code": code, "slide_id": slide_id},
        ).fetchall()
    return code


def current(store: Engine, slide_id: int) -> Round:
    """The newest round of a guess slide, started where there is none.

    Parameters
    ----------
    store, slide_id : the company, and the number of the slide

    Raises
    ------
    CxError
        When there is no such slide.
    """
    rounds = store.read("presenting/rounds", slide_id=slide_id)
    return find(store, rounds["code"].iloc[0] if len(rounds) else start(store, slide_id))


def find(store: Engine, code: str) -> Round:
    """The round with a code.

    Parameters
    ----------
    store, code : the company, and the code of the round

    Raises
    ------
    CxError
        When there is none.
    """
    found = store.read("presenting/round", code=code).to_dict("records")
    if not found:
        raise CxError(_("No poll at this address. Check the link on the slide."))
    row = found[0]
    return Round(
        code=row["code"],
        slide_id=int(row["slide_id"]),
        title=row["title"],
        question=json.loads(row["question"]),
        is_open=row["revealed_at"] != row["revealed_at"] or row["revealed_at"] is None,
    )


def reveal(store: Engine, code: str) -> None:
    """Show the truth of a round: no guess is taken after this.

    Parameters
    ----------
    store, code : the company, and the code of the round
    """
    with store.notes() as cursor:
        cursor.execute(
            "update rounds set revealed_at = coalesce(revealed_at, localtimestamp) where code = $code",
            {"code": code},
        ).fetchall()


# --- guesses -----------------------------------------------------------------------------------------------


def guess(store: Engine, code: str, device: str, text: str) -> float:
    """Take the guess of a device, in the place of its earlier one.

    Parameters
    ----------
    store, code : the company, and the code of the round
    device : what tells devices apart
    text : as typed: "17", "17 %", "1,500", Persian digits

    Returns
    -------
    The number, in the unit of the guess (percent for a share).

    Raises
    ------
    CxError
        When it is no number, out of range, too late, or the room is full.
    """
    asked = find(store, code)
    if not asked.is_open:
        raise CxError(_("The actual number is already shown: the poll is closed."))
    value = read(text, asked.question)
    with store.notes() as cursor:
        [(crowd,)] = cursor.execute(
            "select count(*) filter (device <> $device) from guesses where code = $code",
            {"code": code, "device": device},
        ).fetchall()
        if crowd >= MOST_DEVICES:
            raise CxError(_("The poll is full: {n} have guessed.").format(n=number(MOST_DEVICES)))
        cursor.execute(
            "insert or replace into guesses select $code, $device, $guess, localtimestamp",
            {"code": code, "device": device, "guess": value},
        ).fetchall()
    return value


def read(text: str, asked: dict[str, Any]) -> float:
    """The number that was typed.

    Parameters
    ----------
    text : digits of any script, with or without a percent sign and thousands marks
    asked : a `question`

    Returns
    -------
    In the unit of the guess (percent for a share).

    Raises
    ------
    CxError
        When it is no number, or lies outside the question's range.

    Examples
    --------
    >>> read(" ۱۷٫۵ % ", {"low": 0, "high": 100, "unit": "%"})
    17.5
    """
    typed = text.translate(_FOREIGN).replace("%", "").replace("٪", "").replace(" ", "")
    typed = typed.replace(",", ".") if typed.count(",") == 1 and len(typed.split(",")[1]) != 3 else typed
    try:
        value = float(typed.replace(",", ""))
    except ValueError:
        raise CxError(_("“{text}” is not a number. Type digits, such as 25.").format(text=text[:20])) from None
    if not asked["low"] <= value <= asked["high"]:
        unit = asked["unit"]
        raise CxError(
            _("Guess a number from {low} to {high}.").format(
                low=f"{number(asked['low'])}{unit}", high=f"{number(asked['high'])}{unit}"
            )
        )
    return value


def guesses(store: Engine, code: str) -> list[float]:
    """The guesses of a round, one a device.

    Parameters
    ----------
    store, code : the company, and the code of the round

    Returns
    -------
    In the order they came, in the unit of the guess (percent for a share).
    """
    given: list[float] = store.read("presenting/guesses", code=code)["guess"].tolist()
    return given


def summary(given: list[float], truth: float) -> dict[str, float]:
    """How well a room guessed.

    Parameters
    ----------
    given : the answer of `guesses`
    truth : the number, in the unit of the guess

    Returns
    -------
    n : guesses
    median : of the room
    error : median - truth
    mean_error : mean distance of a single guess from the truth

    Notes
    -----
    All but n are NaN for an empty room.

    Examples
    --------
    >>> summary([10, 20, 60], 15)
    {'n': 3, 'median': 20, 'error': 5, 'mean_error': 18.333333333333332}
    """
    if not given:
        return {"n": 0, "median": math.nan, "error": math.nan, "mean_error": math.nan}
    middle = statistics.median(given)
    return {
        "n": len(given),
        "median": middle,
        "error": middle - truth,
        "mean_error": sum(abs(one - truth) for one in given) / len(given),
    }


def own_guess(store: Engine, code: str, device: str) -> float | None:
    """What a device guessed, None when nothing.

    Parameters
    ----------
    store, code : the company, and the code of the round
    device : as in `guess`
    """
    query = "select guess from guesses where code = $code and device = $device"
    found: float | None = store.value(query, code=code, device=device)
    return found

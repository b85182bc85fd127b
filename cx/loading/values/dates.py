"""Order of day, month and year in the dates of a column, and their calendar."""

from datetime import date
from typing import Any

from cx.errors import LoadError
from cx.loading.values.column_formats import Look, Readings, Unsure
from cx.tables.columns import Column
from cx.text.formatting import _, number

SHORT_ORDERS = {
    "dmy": "day first",
    "mdy": "month first",
    "ymd": "year first",
    "ymd persian": "year first, in the Persian calendar",
    "dmy persian": "day first, in the Persian calendar",
}
"""How a date with a year of two digits, such as 03/05/12, may stand."""

_PERSIAN = " persian"
_OUTWEIGHS = 10
"""Dates of one order must be so many times as many as those of the other, or the column is said to mix both."""


def decide(
    readings: Readings,
    dates: list[Column],
    look: Look,
    day_first: bool | None,
    short: str | dict[str, str] | None,
    today: date | None,
) -> None:
    """Say for each column how its dates stand, from all its cells; what nothing decides is left to be asked.

    Parameters
    ----------
    readings : of the file, which are changed
    dates : the columns
    look : the values of aggregates over all cells
    day_first : whether 03/04/2024 is 3 April, where a person says it
    short : one of SHORT_ORDERS for all columns, or column -> one of them, where a person says it
    today : a year of two digits that would lie more than a year after it speaks against an order

    Raises
    ------
    LoadError
        For another order.
    """
    for order in short.values() if isinstance(short, dict) else [short]:
        if order not in (None, *SHORT_ORDERS):
            raise LoadError(
                _("There is no order of dates “{short}”. Choose one of {names}.").format(
                    short=order, names=", ".join(SHORT_ORDERS)
                )
            )
    _decide_days(readings, {column: look(_day_signs(column.name)) for column in dates}, day_first)
    for column in dates:
        said = short.get(column.name) if isinstance(short, dict) else short
        _decide_short(readings, column.name, look, day_first, said, today)
        _tell_the_rest(readings, column.name, look)


def require_decided(readings: Readings, file: str) -> None:
    """Raise LoadError where a date column could be read in two ways."""
    if readings.undecided:
        raise LoadError(
            _(
                "{file}: the dates in {columns} can be read day first or month first, and nothing in the file decides. "
                "Say which: day_first=True for 3 April as 03/04, day_first=False for March 4."
            ).format(file=file, columns=_(" and ").join(readings.undecided))
        )
    for name, unsure in readings.unsure.items():
        meanings = "; ".join(f"short_dates={order!r}: {day}" for order, day in unsure.meanings.items())
        raise LoadError(
            _(
                "{file}: the years in {column} have two digits, and nothing in the file decides what {example} is. "
                "Say which: {meanings}."
            ).format(file=file, column=name, example=unsure.example, meanings=meanings)
        )


def _day_signs(name: str) -> list[str]:
    """Counts over dates with a year of four digits at the end: surely day first, surely month first, either, with
    dots.
    """
    text, of_form = f"western({name})", f"is_day_or_month_first(western({name}))"
    first, second = f"first_part({text})", f"second_part({text})"
    either = f"{of_form} and {first} <= 12 and {second} <= 12 and {first} <> {second}"
    return [
        f"count(case when {of_form} and {first} > 12 and {second} <= 12 then 1 end)",
        f"count(case when {of_form} and {second} > 12 and {first} <= 12 then 1 end)",
        f"count(case when {either} then 1 end)",
        f"count(case when {either} and contains({name}, '.') then 1 end)",
    ]


def _decide_days(readings: Readings, signs: dict[Column, tuple[Any, ...]], given: bool | None) -> None:
    waiting = []
    for column, (day, month, either, dotted) in signs.items():
        if (given is not None and (day or month or either)) or day or month:
            _decide_by_evidence(readings, column.name, day, month, given)
        elif either and dotted == either:
            readings.day_first[column.name] = True
            readings.notes.append(_("{column}: dates with dots were read day first.").format(column=column.name))
        elif either:
            waiting.append(column.name)
    decided = set(readings.day_first.values())
    for name in waiting:
        if len(decided) == 1:
            readings.day_first[name] = next(iter(decided))
            readings.notes.append(
                _("{column}: dates were read {order}, as in the other date columns of the file.").format(
                    column=name, order=_first(readings.day_first[name])
                )
            )
        else:
            readings.undecided.append(name)


def _decide_by_evidence(readings: Readings, name: str, day: int, month: int, given: bool | None) -> None:
    """What was said counts where the dates of the column leave it open."""
    both = day and month and max(day, month) < _OUTWEIGHS * min(day, month)
    chosen = given if given is not None and (both or not (day or month)) else day >= month
    if given is None and both:
        readings.undecided.append(name)
        text = _("{column}: {day} dates can only be day first and {month} only month first; it mixes both.")
        readings.notes.append(text.format(column=name, day=number(day), month=number(month)))
        return
    readings.day_first[name] = chosen
    wrong = month if chosen else day
    if wrong:
        text = _(
            "{column}: dates such as 03/04/2024 were read {order}; {rows} that can only be the other way round were"
            " excluded. Check whether the file mixes two sources."
        )
        readings.caution(text.format(column=name, order=_first(chosen), rows=number(wrong)))
    elif given not in (None, chosen):
        text = _(
            "{column}: dates such as 03/04/2024 were read {order}, as {rows} can only be read so; {said} was chosen."
            " Check whether that is right for this column."
        )
        rows = _dates(max(day, month))
        readings.caution(text.format(column=name, order=_first(chosen), rows=rows, said=_first(given)))
    else:
        text = _("{column}: dates such as 03/04/2024 were read {order}.")
        readings.notes.append(text.format(column=name, order=_first(chosen)))


def _first(day: bool) -> str:
    return _("day first") if day else _("month first")


# --- years of two digits ---------------------------------------------------------------------------------------


def _decide_short(
    readings: Readings,
    name: str,
    look: Look,
    day_first: bool | None,
    short: str | None,
    today: date | None,
) -> None:
    """Every order that reads as many cells as the best one is left; one is taken, several are asked for."""
    text = f"western({name})"
    latest = f"date '{today.year + 1}-12-31'" if today else "date '2199-12-31'"
    decided = short or name in readings.day_first
    said = None if decided else {True: "dmy", False: "mdy", None: None}[day_first]
    orders = _orders(readings, name, look, short)
    counts = [f"count(case when short_date({text}, '{order}') <= {latest} then 1 end)" for order in orders]
    many, *found = look([f"count(case when is_short_date({text}) then 1 end)", *counts])
    if not many:
        return
    left = _left(dict(zip(orders, found, strict=True)), many)
    left = [said] if said in left else left
    example, *days = look(_example(text, left))
    if len(left) > 1:
        readings.unsure[name] = Unsure(example, dict(zip(left, days, strict=True)))
        return
    readings.short_dates[name] = left[0]
    if example:
        text = _("{column}: dates with a year of two digits were read {order} ({example} is {day}).")
        sentence = text.format(column=name, order=_(SHORT_ORDERS[left[0]]), example=example, day=days[0])
        if said in (None, left[0]):
            readings.notes.append(sentence)
        else:
            text = _(
                "{read} Not all of them can be read {said}, as chosen: check whether that is right for this column."
            )
            readings.caution(text.format(read=sentence, said=_(SHORT_ORDERS[said])))


def _example(text: str, orders: list[str]) -> list[str]:
    """A cell that every order reads, if possible with three different numbers, and its day in each order."""
    read = " and ".join(f"short_date({text}, '{order}') is not null" for order in orders)
    telling = f"min(case when {read} and short_parts_differ({text}) then {text} end)"
    example = f"coalesce({telling}, min(case when {read} then {text} end))"
    return [example, *(f"cast(short_date({example}, '{order}') as varchar)" for order in orders)]


def _orders(readings: Readings, name: str, look: Look, short: str | None) -> list[str]:
    """The orders that come into question, given what is said and what the other cells of the column tell."""
    if short:
        return [short]
    if name in readings.day_first:
        return ["dmy" if readings.day_first[name] else "mdy"]
    persian, ours = look(
        [
            f"count(case when regexp_matches(western({name}), '^1[34]\\d{{2}}[-/.]') then 1 end)",
            f"count(case when regexp_matches(western({name}), '^(?:19|20)\\d{{2}}[-/.]') then 1 end)",
        ]
    )
    if persian and not ours:
        return ["ymd persian"]
    return list(SHORT_ORDERS)


def _left(counts: dict[str, int], many: int) -> list[str]:
    """The orders that read as many dates as the best. One cell alone never settles the calendar: it may be a slip.

    >>> _left({"dmy": 3, "mdy": 1, "ymd": 3}, 3)
    ['dmy', 'ymd']
    >>> _left({"ymd": 9, "ymd persian": 10}, 10)
    ['ymd', 'ymd persian']
    """
    best = max(counts.values())
    left = [order for order, read in counts.items() if read == best]
    slips = 1 + many // 1000
    return [
        order
        for order, read in counts.items()
        if order in left or (_other_calendar(order) in left and 0 < best - read <= slips and read)
    ]


def _other_calendar(order: str) -> str:
    return order.removesuffix(_PERSIAN) if order.endswith(_PERSIAN) else order + _PERSIAN


def _tell_the_rest(readings: Readings, name: str, look: Look) -> None:
    """What else could be read in two ways in a column of dates: said, or set aside."""
    text = f"western({name})"
    swapped, straight, iso, iso_low, ours, ours_high, midnight, named = look(
        [
            f"count(case when is_year_day_month({text}) then 1 end)",
            f"count(case when is_year_month_day({text}) then 1 end)",
            f"count(case when is_iso_day({text}) then 1 end)",
            (
                f"count(case when is_iso_day({text}) and try_cast(regexp_extract({text},"
                " '^\\d{4}-\\d{1,2}-(\\d{1,2})', 1) as integer) <= 12 then 1 end)"
            ),
            f"count(case when is_day_or_month_first({text}) then 1 end)",
            (
                f"count(case when is_day_or_month_first({text}) and greatest(first_part({text}), second_part({text})) >"
                " 12 then 1 end)"
            ),
            f"count(case when contains({text}, ' 24:00') or contains({text}, 'T24:00') then 1 end)",
            f"count(case when regexp_full_match({text}, '\\d{{1,2}}-[A-Za-z]{{3}}-\\d{{2}}') then 1 end)",
        ]
    )
    if swapped > straight and swapped * _FEW > max(iso, swapped + straight):
        readings.day_before_month.append(name)
        said = _("{column}: {dates} have the order year, day, month; all dates of that form were excluded.")
        readings.caution(said.format(column=name, dates=_dates(swapped)))
    if min(iso, ours) >= _SUSPICIOUS and iso == iso_low and ours == ours_high:
        said = _(
            "{column}: a spreadsheet seems to have swapped day and month. All {iso} dates such as 2024-04-03 have a day"
            " up to 12, and all {ours} such as 25/04/2024 have one above it. Export the file again from its source and"
            " do not open it in a spreadsheet."
        )
        readings.caution(said.format(column=name, iso=number(iso), ours=number(ours)))
    if midnight:
        said = _("{column}: 24:00 in {dates} is the end of the day and was kept as 0:00 of the next day.")
        readings.notes.append(said.format(column=name, dates=_dates(midnight)))
    if named:
        said = _("{column}: {dates} such as 03-Aug-12 (3 August 2012), read as day, month, year.")
        readings.notes.append(said.format(column=name, dates=_dates(named)))


_FEW = 10
"""Fewer than one date in so many with a month above 12 are slips: in a column of year, day, month more than half have
one.
"""

_SUSPICIOUS = 8
"""So many dates of each form: chance would make them all fall on days up to 12 once in 1,500 files."""


def _dates(many: int) -> str:
    return f"{number(many)} {_('date') if many == 1 else _('dates')}"

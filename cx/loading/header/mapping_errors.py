"""Reasons why a file cannot be read under a mapping, in sentences that name the way out."""

from cx.errors import LoadError
from cx.loading.header import layout, matching
from cx.tables.kinds import CUSTOMER_DAY, KINDS, LINE, RULES, is_rule
from cx.text.formatting import _


def require_headers(kind: str, mapping: dict[str, str], found: layout.Layout, file: str) -> None:
    """Raise LoadError for a column or header that is not there, or a header that is there twice."""
    for column, header in mapping.items():
        if column not in KINDS[kind]:
            raise LoadError(
                _("{kind} has no column {column}. Its columns are {names}.").format(
                    kind=kind, column=column, names=", ".join(KINDS[kind])
                )
            )
        if is_rule(header):
            place = next((name for name, rules in RULES.items() if header in rules), column)
            if column != place:
                raise LoadError(
                    _("“{header}” is a rule for {place}, not for {column}. Name a header of the file.").format(
                        header=header, place=place, column=column
                    )
                )
            continue
        if found.position(header) is None:
            raise LoadError(
                _("{file} has no column “{header}” for {column}. Its headers are {listed}.").format(
                    file=file, header=header, column=column, listed=listed(found.headers)
                )
            )
        if found.headers.count(header) > 1:
            places = [str(place) for place, name in enumerate(found.headers, start=1) if name == header]
            raise LoadError(
                _(
                    "{file} has {len} columns called “{header}” (columns {names}), and {column} is to be read from "
                    "it. Rename one of them in the file."
                ).format(file=file, len=len(places), header=header, names=" and ".join(places), column=column)
            )


def lacks(kind: str, missing: list[str], found: layout.Layout, file: str) -> str:
    known = {name: "/".join((name, *KINDS[kind][name].synonyms[:2])) for name in missing}
    text = _("{file}: no column for {columns} among its headers {headers}.").format(
        file=file, columns=_(" and ").join(known.values()), headers=listed(found.headers)
    )
    alike = {
        header: name for name in missing for header in matching.candidates(kind, name, found.headers, found.samples)
    }
    if alike:
        named = ", ".join(f"“{header}” ({name})" for header, name in alike.items())
        text += " " + _("Possible, but not sure enough: {headers}.").format(headers=named)
    likely, score = matching.guess_kind(found.headers, found.samples)
    if not alike and likely not in (None, kind) and score > matching.kind_scores(found.headers, found.samples)[kind]:
        text += " " + _("It looks like a file of {kind}: load it as {kind}.").format(kind=likely)
    text += " " + _('Or say which header it is: mapping={{"{column}": ...}}.').format(column=missing[0])
    if "order_id" in missing:
        said = _(
            "A file without an order number can be read with order_id as “{by_day}” or “{by_line}”; on the command line"
            " these are --no-order-number customer-day and --no-order-number line."
        )
        text += " " + said.format(by_day=CUSTOMER_DAY, by_line=LINE)
    return text


def listed(headers: tuple[str, ...]) -> str:
    shown = ", ".join(header or "(no name)" for header in headers[:20])
    return shown + (f" and {len(headers) - 20} more" if len(headers) > 20 else "")


def require_kind(kind: str) -> None:
    """Raise LoadError, naming the kinds, for a kind that there is none of."""
    if kind not in KINDS:
        raise LoadError(
            _("There is no kind of table called {kind}. The kinds are {names}.").format(
                kind=kind, names=", ".join(KINDS)
            )
        )

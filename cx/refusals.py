"""Why can a file not be read under a mapping? In sentences that name the way out."""

from cx import layout, matching
from cx.errors import LoadError
from cx.kinds import CUSTOMER_DAY, KINDS, LINE, ORDER_RULES


def require_headers(kind: str, mapping: dict[str, str], found: layout.Layout, file: str) -> None:
    """Raise LoadError for a column or header that is not there, or a header that is there twice."""
    for column, header in mapping.items():
        if column not in KINDS[kind]:
            raise LoadError(f"{kind} has no column {column}. Its columns are {', '.join(KINDS[kind])}.")
        if header in ORDER_RULES:
            if column != "order_id":
                raise LoadError(
                    f"“{header}” is a rule for order_id, not for {column}. Name a header of the file."
                )
            continue
        if found.position(header) is None:
            raise LoadError(
                f"{file} has no column “{header}” for {column}. Its headers are {listed(found.headers)}."
            )
        if found.headers.count(header) > 1:
            places = [str(place) for place, name in enumerate(found.headers, start=1) if name == header]
            raise LoadError(
                f"{file} has {len(places)} columns called “{header}” (columns {' and '.join(places)}), and {column} is to be read "
                "from it. Rename one of them in the file."
            )


def lacks(kind: str, missing: list[str], found: layout.Layout, file: str) -> str:
    known = {name: "/".join((name, *KINDS[kind][name].synonyms[:2])) for name in missing}
    text = f"{file}: no column for {' and '.join(known.values())} among its headers {listed(found.headers)}."
    likely, score = matching.guess_kind(found.headers, found.samples)
    if likely not in (None, kind) and score > matching.kind_scores(found.headers, found.samples)[kind]:
        text += f" It looks like a file of {likely}: load it as {likely}."
    text += f' Or say which header it is: mapping={{"{missing[0]}": ...}}.'
    if "order_id" in missing:
        text += f" A file without an order number can be read with order_id as “{CUSTOMER_DAY}” or “{LINE}”."
    return text


def listed(headers: tuple[str, ...]) -> str:
    shown = ", ".join(header or "(no name)" for header in headers[:20])
    return shown + (f" and {len(headers) - 20} more" if len(headers) > 20 else "")

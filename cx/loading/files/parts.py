"""Which sheet of a workbook, which file of an archive?"""

from collections.abc import Sequence

from cx.errors import LoadError
from cx.text.formatting import _


def chosen(name: str, what: str, parts: Sequence[str], part: str | None, first: bool) -> str:
    """The part to read. Raises LoadError where none is there, or the choice is not clear.

    >>> chosen("b.xlsx", "sheet", ["May", "June"], "June", False)
    'June'
    """
    shown = ", ".join(f"“{place}”" for place in parts[:12]) + (" …" if len(parts) > 12 else "")
    if not parts:
        raise LoadError(
            _("{name} holds no {what} with rows of text. Choose another file.").format(name=name, what=what)
        )
    if part is not None and part not in parts:
        raise LoadError(
            _("{name} has no {what} “{part}”. It has {shown}.").format(name=name, what=what, part=part, shown=shown)
        )
    if part is None and len(parts) > 1 and not first:
        raise LoadError(
            _("{name} has {len} {what}s: {shown}. Say which one to read: part=“{number}”.").format(
                name=name, len=len(parts), what=what, shown=shown, number=parts[0]
            )
        )
    return part if part is not None else parts[0]

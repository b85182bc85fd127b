"""Cells of a record: which of them is which column."""

from dataclasses import dataclass, field
from typing import cast

from cx.loading.header import customer_cells
from cx.loading.header.layout import Layout
from cx.tables.kinds import KINDS, RULES, SAME_FOR_ALL

CUT = "select rowid + 1 as line, mark, {names} from raw_lines where shape in (1, 2)"
CUT_WITH_CARE = "select line, mark, {names} from other_records"


@dataclass(frozen=True)
class Cells:
    """Where the columns of one file stand, and how their cells are trimmed.

    positions : column -> position of its cell, 1 = first, 0 = one of `constants`; columns that follow a rule are left
        out
    further : label -> position of the cells that are kept as attributes of a customer; in a file of orders those of
        `cx.loading.header.customer_cells`
    with_care : whether the careful reader cut some records; if not, the engine reads one table, on all cores
    relation : where the records stand if not in the tables of `cx.loading.rows.records`
    odd_edges : whether more than spaces may surround a value; to trim spaces alone is four times as fast
    """

    positions: dict[str, int]
    further: dict[str, int] = field(default_factory=dict)
    odd_edges: bool = False
    with_care: bool = False
    constants: dict[str, str] = field(default_factory=dict)
    relation: str | None = None

    @property
    def columns(self) -> str:
        """The columns of a record, from its `cells`; null where a cell is empty. Takes the labels in `labels`."""
        found = [
            f"{self._cell(place) if place else f'cast($constant_{name} as varchar)'} as {name}"
            for name, place in self.positions.items()
        ]
        if self.further:
            pairs = ", ".join(f"$label_{place}, {self._cell(place)}" for place in self.further.values())
            found.append(f"cast(json_object({pairs}) as varchar) as attributes")
        return ", ".join(found)

    @property
    def labels(self) -> dict[str, str]:
        """The parameters of `columns`."""
        labels = {f"label_{place}": label for label, place in self.further.items()}
        return labels | {f"constant_{name}": text for name, text in self.constants.items()}

    @property
    def records(self) -> str:
        """Every record that could be cut: line, mark, and its columns."""
        if self.relation is not None:
            return self.relation
        names = ", ".join([*self.positions, *(["attributes"] if self.further else [])])
        parts = (CUT, CUT_WITH_CARE) if self.with_care else (CUT,)
        return " union all ".join(parts).format(names=names)

    @property
    def trim(self) -> str:
        """The macro that takes away what surrounds a value; null where nothing is left."""
        return "filled" if self.odd_edges else "trimmed"

    def _cell(self, place: int) -> str:
        return f"{self.trim}(cells[{place}])"


def of(kind: str, mapping: dict[str, str], layout: Layout, odd_edges: bool = False) -> Cells:
    """The cells of a file of a kind under a mapping."""
    positions = places(kind, mapping, layout)
    further = _further(kind, positions, layout)
    constants = {
        name: mapping[name].removeprefix(SAME_FOR_ALL).strip() for name, place in positions.items() if not place
    }
    return Cells(positions, further, odd_edges, constants=constants)


def places(kind: str, mapping: dict[str, str], layout: Layout) -> dict[str, int]:
    """Column -> position of its cell, 1 = first, 0 = the same for all; columns that follow a rule are left out."""
    return {
        name: 0 if header.startswith(SAME_FOR_ALL) else cast(int, layout.position(header)) + 1
        for name, header in mapping.items()
        if name in KINDS[kind] and header not in RULES.get(name, ())
    }


def _further(kind: str, positions: dict[str, int], layout: Layout) -> dict[str, int]:
    """The columns that no column of the table takes and that say something of a customer; those without a name are
    left out.
    """
    taken, found = set(positions.values()), {}
    if kind == "orders" and "customer_id" in positions:
        return customer_cells.places(layout.headers, taken)
    if kind != "customers":
        return {}
    for place, header in enumerate(layout.headers, start=1):
        if header and place not in taken:
            found[f"{header} ({place})" if header in found else header] = place
    return found


def like_a_row(kind: str, cells: Cells, texts: list[str]) -> bool:
    """Whether the needed cells of a line hold what their columns hold; guards against a stray quote.

    Where only texts are needed almost any line would do: there a quote in it speaks for the end of a long cell.
    """
    columns = KINDS[kind]
    wanted = [
        (columns[name], texts[place - 1].strip())
        for name, place in cells.positions.items()
        if columns[name].needed and place
    ]
    if all(column.type == "text" for column, _ in wanted) and any('"' in text for text in texts):
        return False
    return all(text and (column.type == "text" or any(mark.isdigit() for mark in text)) for column, text in wanted)

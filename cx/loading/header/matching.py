"""What kind of table is this file, and which of its headers is which column?"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from cx.loading.header import value_shapes
from cx.tables.kinds import KINDS, NAMING, OF_OTHER_THINGS, SAME_FOR_ALL, TIMES_PRICE, is_rule, needed
from cx.text.formatting import _

EXACT, SYNONYM, WITHOUT_UNITS, UNFIT, CONTAINED = 100, 90, 80, 70, 50
"""How a header is like a column: its very name, another name of it, that and a unit in brackets, a name of it over
values of
another type, a name of it among other words. Of the last, longer names count for more."""

LEAST = 0.35
"""A guess of a kind below this score is no guess."""

MOSTLY = 0.8
MOST, HARDLY, BEHIND = 0.5, 1 / 3, 0.9
"""A kind that explains more than MOST of the headers goes before each that explains at most HARDLY of what it does."""

_PER_UNIT = {"unit", "per", "each", "واحد"}
"""A price or cost of one unit is not what the line came to."""

_MEASURED = {"nps", "csat", "ces"}

_ACCENTS = re.compile("[\u0300-\u036f]")
_SPELLINGS = str.maketrans({"ı": "i", "ي": "ی", "ى": "ی", "ك": "ک", "\u200c": " ", "ة": "ه"})


@lru_cache(maxsize=4096)
def normalized(header: str) -> str:
    """A header without case, punctuation, accents, Arabic spellings of Persian letters.

    Parameters
    ----------
    header : as it is in the file

    Examples
    --------
    >>> normalized("  Order_Date "), normalized("OrderDate"), normalized("Quantité"), normalized("مشتري")
    ('order date', 'order date', 'quantite', 'مشتری')
    """
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", header)))
    text = text.translate(_SPELLINGS).replace("\ufeff", "")
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", text))


@lru_cache(maxsize=65536)
def likeness(header: str, kind: str, column: str) -> int:
    """How well a header names a column.

    Parameters
    ----------
    header : as it is in the file
    kind, column : a table and one of its columns

    Returns
    -------
    0 (not at all) to 100 (its very name).

    Examples
    --------
    >>> headers = ("Revenue", "Total", "Total (USD)", "Net value", "Tax total")
    >>> [likeness(header, "orders", "revenue") for header in headers]
    [100, 90, 80, 51, 0]
    """
    names, described = normalized(header), KINDS[kind][column]
    bare = normalized(re.sub(r"[(\[{].*?[)\]}]", " ", header))
    own = column.replace("_", " ")
    if names == own:
        return EXACT
    if names in described.synonyms:
        return SYNONYM
    if bare and (bare == own or bare in described.synonyms):
        return WITHOUT_UNITS
    words = set(bare.split())
    if words & _PER_UNIT or (column.endswith("_id") and not words & NAMING):
        return 0
    others: frozenset[str] | set[str] = OF_OTHER_THINGS.get(described.type, set())
    inside = [set(name.split()) for name in (own, *described.synonyms) if len(name) > 3]
    fits = [len(name) for name in inside if name <= words and not (words - name) & others]
    return CONTAINED + max(fits) if fits else 0


def columns(kind: str, headers: Sequence[str], samples: dict[str, list[str]] | None = None) -> dict[str, str]:
    """The guessed mapping of a file: the likeliest pairs first, each header and column used once.

    Parameters
    ----------
    kind : of the file
    headers : as they are in the file
    samples : first values by header; a header whose values are of another type than the column is no match, unless it
        is the column's very name, or a name of a needed one and no other header fits: then the values are at fault

    Returns
    -------
    {column: header}, in the order of the columns.

    Notes
    -----
    Ties between names of a column go to the earlier header (`unsure` tells them). A header that only holds a name among
    other words is no match where another one holds a name of the same column as well, or it one of another column.

    Examples
    --------
    >>> columns("orders", ["Cust No", "Order Date", "Total (USD)", "Source"])
    {'customer_id': 'Cust No', 'ordered_at': 'Order Date', 'revenue': 'Total (USD)', 'channel': 'Source'}
    >>> columns("orders", ["Order Date", "Total net", "Total gross"])
    {'ordered_at': 'Order Date'}
    """
    scores = {
        (column, header): score
        for column in KINDS[kind]
        for header in dict.fromkeys(headers)
        if (score := _score(kind, column, header, (samples or {}).get(header, [])))
    }
    found: dict[str, str] = {}
    alike: set[str] = set()
    for score in sorted(set(scores.values()), reverse=True):
        pairs = [
            pair
            for pair, own in scores.items()
            if own == score and pair[0] not in {*found, *alike} and pair[1] not in {*found.values(), *alike}
        ]
        for column, header in pairs:
            rivals = [pair for pair in pairs if pair[0] == column and pair[1] != header]
            others = [pair for pair, own in scores.items() if pair[1] == header and pair[0] != column and own >= score]
            if score < UNFIT and (rivals or others):
                alike |= {column, header}
            elif column not in found and header not in found.values():
                found[column] = header
    return _with_measure(kind, headers, _with_price({name: found[name] for name in KINDS[kind] if name in found}))


def _score(kind: str, column: str, header: str, values: Sequence[str]) -> int:
    """The likeness of a header to a column, given its values too."""
    score, described = likeness(header, kind, column), KINDS[kind][column]
    meant = dict(described.words)
    read = [meant.get(value.strip().lower(), value) for value in values]
    if score == EXACT or not score or value_shapes.fits(described.type, read):
        return score
    return UNFIT if described.needed and score > UNFIT else 0


def candidates(kind: str, column: str, headers: Sequence[str], samples: dict[str, list[str]]) -> list[str]:
    """The headers that a column could be, by their names and values.

    Parameters
    ----------
    kind, column : a table and one of its columns
    headers, samples : of the file, and the first values of each

    Returns
    -------
    In the order of the file.

    Examples
    --------
    >>> candidates("orders", "revenue", ["Total net", "Total gross", "Total tax"], {})
    ['Total net', 'Total gross']
    """
    return [header for header in headers if _score(kind, column, header, samples.get(header, []))]


def unsure(kind: str, mapping: dict[str, str], headers: Sequence[str], samples: dict[str, list[str]]) -> str:
    """Which columns of a guessed mapping could be others.

    Parameters
    ----------
    kind, mapping : of the file, and the answer of `columns`
    headers, samples : of the file, and the first values of each

    Returns
    -------
    A sentence; "" where every header is a name of its column alone.

    Examples
    --------
    >>> unsure("orders", {"revenue": "Subtotal", "ordered_at": "Date"}, ["Date", "Subtotal", "Total"], {})
    'Matched by similar names: revenue is “Subtotal” (or “Total”?). Choose other columns if that is wrong.'
    """
    guessed = []
    for column, header in mapping.items():
        score = 0 if is_rule(header) else likeness(header, kind, column)
        rivals = [
            other
            for other in candidates(kind, column, headers, samples)
            if other not in mapping.values() and likeness(other, kind, column) >= min(score, WITHOUT_UNITS)
        ]
        if CONTAINED < score < UNFIT or (rivals and UNFIT < score < EXACT):
            others = ", ".join(f"“{other}”" for other in rivals[:3])
            guessed.append(f"{column} {_('is')} “{header}”" + (f" ({_('or')} {others}?)" if others else ""))
    said = _("Matched by similar names: {columns}. Choose other columns if that is wrong.")
    return said.format(columns="; ".join(guessed)) if guessed else ""


def _with_price(found: dict[str, str]) -> dict[str, str]:
    """A price of one piece is of use only where no revenue is given and there is a quantity to take it times."""
    if "unit_price" not in found:
        return found
    if "revenue" not in found and "quantity" in found:
        return found | {"revenue": TIMES_PRICE}
    return {name: header for name, header in found.items() if name != "unit_price"}


def _with_measure(kind: str, headers: Sequence[str], found: dict[str, str]) -> dict[str, str]:
    """A survey whose one score is called after its measure (NPS, CSAT score) holds that measure in every row."""
    named = [header for header in headers if set(normalized(header).split()) & _MEASURED]
    if kind != "surveys" or "measure" in found or len(named) != 1 or found.get("score", named[0]) != named[0]:
        return found
    measure, *_others = set(normalized(named[0]).split()) & _MEASURED
    return found | {"score": named[0], "measure": SAME_FOR_ALL + measure}


def by_value(
    kind: str,
    mapping: dict[str, str],
    headers: Sequence[str],
    samples: dict[str, list[str]],
    known: Callable[[str, list[str]], float] = lambda column, values: 0.0,
) -> dict[str, str]:
    """Columns whose header says nothing and whose values do: a proposal for a person to look at.

    Parameters
    ----------
    kind, mapping : of the file, and what `columns` found
    headers, samples : of the file, and the first values of each
    known : of a column and values, the share of them (0..1) that the store holds in this column

    Returns
    -------
    {column: header}, of columns that the mapping lacks: the currency of each row, where every value of a header names
    one; a needed date or amount, where the values of exactly one header left over are dates or amounts with decimals; a
    column of few allowed words, where a header holds only these; an id, where `known` is at least MOSTLY.

    Examples
    --------
    >>> by_value("orders", {"revenue": "Sum"}, ["when", "Sum"], {"when": ["2025-01-31"], "Sum": ["1.5"]})
    {'ordered_at': 'when'}
    """
    found: dict[str, str] = {}
    for name, column in KINDS[kind].items():
        taken = {*mapping.values(), *found.values()}
        left = [header for header in headers if header and header not in taken and samples.get(header)]
        if name in mapping or (column.helper and column.type != "currency"):
            continue
        if column.type == "currency":
            first = next((header for header in left if all(map(value_shapes.is_currency, samples[header]))), None)
            found |= {} if first is None else {name: first}
            continue
        if name.endswith("_id"):
            fits = [header for header in left if known(name, samples[header]) >= MOSTLY]
        elif column.allowed:
            fits = [header for header in left if {normalized(value) for value in samples[header]} <= {*column.allowed}]
        elif column.needed and column.type in ("date", "timestamp", "money"):
            shape, other = (
                (value_shapes.NUMBER, None) if column.type == "money" else (value_shapes.DATE, value_shapes.NUMBER)
            )
            fits = [header for header in left if value_shapes.all_are(samples[header], shape, other)]
            if column.type == "money":
                fits = [header for header in fits if any(mark in "".join(samples[header]) for mark in ".,٫")]
        else:
            continue
        if len(fits) == 1:
            found[name] = fits[0]
    return found


def kind_scores(headers: Sequence[str], samples: dict[str, list[str]] | None = None) -> dict[str, float]:
    """How well the headers name each kind.

    Parameters
    ----------
    headers, samples : of the file, and the first values of each

    Returns
    -------
    {kind: 0..1}, best first; ties in the order of KINDS.

    Notes
    -----
    Three parts: the share of needed columns that are there (an order number is not asked for: there are rules for it),
    though a person may have to say which they are; the share of headers explained, and how sure the matches are. A
    kind with few needed columns has them soon: it does not go before one that explains most of the file.

    Examples
    --------
    >>> list(kind_scores(["Customer", "Touchpoint", "Type", "Due", "Kept", "Words"]))[0]
    'promises'
    """
    scores, explained = {}, {}
    for kind in KINDS:
        found = columns(kind, headers, samples)
        wanted = [name for name in needed(kind) if (kind, name) != ("orders", "order_id")]
        sure = sum(likeness(header, kind, name) for name, header in found.items() if header in headers) / 100
        explained[kind] = sure / max(len(headers), 1)
        there = [name in found or bool(candidates(kind, name, headers, samples or {})) for name in wanted]
        part = sum(there) / len(wanted)
        scores[kind] = (0.5 * part + 0.5 * explained[kind]) * (1 if part == 1 else 0.6)
    fullest = max(explained, key=lambda kind: explained[kind])
    if explained[fullest] > MOST:
        first = BEHIND * scores[fullest]
        hardly = [kind for kind, share in explained.items() if share <= HARDLY * explained[fullest]]
        scores |= {kind: min(scores[kind], first) for kind in hardly}
    return dict(sorted(scores.items(), key=lambda item: -item[1]))


def guess_kind(headers: Sequence[str], samples: dict[str, list[str]] | None = None) -> tuple[str | None, float]:
    """The likeliest kind of a file, and its score.

    Parameters
    ----------
    headers, samples : of the file, and the first values of each

    Returns
    -------
    (kind, 0..1); (None, score) where nothing is likely.

    Examples
    --------
    >>> guess_kind(["ticket_id", "opened_at", "kind"])
    ('tickets', 1.0)
    """
    kind, score = next(iter(kind_scores(headers, samples).items()))
    return (kind if score >= LEAST else None, score)


def missing(kind: str, mapping: dict[str, str]) -> list[str]:
    """The needed columns that a mapping leaves out.

    Parameters
    ----------
    kind : of the file
    mapping : {column: header, or a rule}

    Returns
    -------
    In the order of the columns; a revenue that is taken as a price times a quantity needs both.

    Examples
    --------
    >>> missing("orders", {"order_id": "each line is an order", "revenue": "Total"})
    ['ordered_at']
    """
    factors = ("quantity", "unit_price") if mapping.get("revenue") == TIMES_PRICE else ()
    return [name for name in (*needed(kind), *factors) if not mapping.get(name)]

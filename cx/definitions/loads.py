"""Terms of loading files."""

from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition(
        "Receipt",
        "Loads",
        "What a load did: every row of the file was either loaded or set aside, and every line is accounted for.",
        formula="rows read = rows loaded + rows set aside · lines = header + blank + rows (+ further lines of rows that span several)",
        computed_by="cx.ingest.load",
    ),
    Definition(
        "Quarantine",
        "Loads",
        "Rows that do not fit, kept with line, column, value and reason. They are in no figure until they are mended and loaded.",
        computed_by="cx.ingest.quarantine",
    ),
    Definition(
        "Exact duplicate",
        "Loads",
        "An order line equal to an earlier one in every column. It is a real purchase unless you say otherwise; the receipt counts them.",
        computed_by="cx.ingest.load",
    ),
    Definition(
        "Same file again",
        "Loads",
        "A file is known by its content. Loaded a second time it changes nothing, and the first receipt is shown.",
        formula="SHA-256 of the bytes, and the kind",
        computed_by="cx.ingest.load",
    ),
    Definition(
        "Undo",
        "Loads",
        "Takes exactly one load back: its rows, its rows set aside, and everything that was derived from them.",
        computed_by="cx.ingest.undo",
    ),
]

"""Terms of loading files."""

from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition(
        "Receipt",
        "Loads",
        "What a load did: every row of the file was either loaded or set aside, and every line is accounted for.",
        formula=(
            "rows read = rows loaded + rows set aside · lines = header + blank + rows (+ further lines of rows that"
            " span several)"
        ),
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Quarantine",
        "Loads",
        "Rows that do not fit, kept with line, column, value and reason. They are in no figure until they are mended"
        " and loaded.",
        computed_by="cx.loading.load.quarantine",
    ),
    Definition(
        "Exact duplicate",
        "Loads",
        "An order line equal to an earlier one in every column. It is a real purchase unless you say otherwise; the"
        " receipt counts them.",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Same file again",
        "Loads",
        "A file is known by its content. Loaded a second time it changes nothing, and the first receipt is shown.",
        formula="SHA-256 of the bytes, and the kind",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Coverage",
        "Loads",
        "In which months a table holds rows. A month without a row between the first and the last of a table is a gap:"
        " often a file that was never loaded.",
        formula="rows of the month / rows of the table's fullest month",
        leaves_out=(
            "Products and competitors, whose dates are no record of what happened, and the journey, which has none."
        ),
        computed_by="cx.quality.months",
    ),
    Definition(
        "Missing share",
        "Loads",
        "The part of a table's rows in which a column is empty.",
        formula="rows without a value / rows of the table",
        computed_by="cx.quality.missing",
    ),
    Definition(
        "Worth a second look",
        "Loads",
        "Rows that can be read and may still not be meant: equal rows, orders of another upload, returns, zero amounts,"
        " guests, orphans, dates after today, dates that stand for none (1900-01-01, 1970-01-01). Each sort is counted"
        " before the import and can be kept or set aside.",
        formula=(
            "kept until you say otherwise; on the upload page dates after today and dates that stand for none are set"
            " aside until you want them, as one slip of the year would move every figure"
        ),
        leaves_out=(
            "Loads by the command line, the inbox or cx.load keep them all; the receipt says which dates would move"
            " every figure."
        ),
        computed_by="cx.loading.rows.row_choices.noticed",
    ),
    Definition(
        "Orphan",
        "Loads",
        "A row whose customer or product is in no file of customers or products. It is in every figure unless it was"
        " set aside; then it comes in by itself when a file names its id.",
        leaves_out="Columns whose parent table is empty: nothing is known then.",
        computed_by="cx.quality.orphans",
    ),
    Definition(
        "Outlier",
        "Loads",
        "An amount that is far above the others of its column. It stays in every figure; check whether it is a typing"
        " error.",
        formula="amount > upper quartile × (upper quartile / lower quartile)³ (Tukey's outer fence in logarithms)",
        leaves_out="Amounts of zero and below, columns with fewer than 30 amounts.",
        computed_by="cx.quality.outliers",
    ),
    Definition(
        "Mended row",
        "Loads",
        "A row that was changed by hand or by a rule before it was loaded or while it was in quarantine. What it was"
        " and what it became is kept with its line.",
        computed_by="cx.loading.retry.retry",
    ),
    Definition(
        "Undo",
        "Loads",
        "Takes exactly one load back: its rows, its rows set aside, and everything that was derived from them.",
        computed_by="cx.loading.load.undo",
    ),
]

"""Terms of loading files."""

from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition(
        "Receipt",
        "Loads",
        "What a load did: every row of the file was either loaded or excluded, and every line is accounted for.",
        formula=(
            "rows read = rows loaded + rows excluded · lines = header + blank + rows (+ further lines of rows that"
            " span several)"
        ),
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Quarantine",
        "Loads",
        "Invalid rows, kept with line, column, value and error. They are in no figure until they are fixed and loaded.",
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
        "File loaded twice",
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
        "Warnings",
        "Loads",
        "Valid rows that may be unintended: identical rows, orders of another upload, returns, zero amounts,"
        " guests, orphans, dates after today, placeholder dates (1900-01-01, 1970-01-01). Each kind is counted before"
        " the import and can be imported or excluded.",
        formula=(
            "imported unless you choose otherwise; on the upload page dates after today and placeholder dates are"
            " excluded unless you import them, as one typing error in the year would change every figure"
        ),
        leaves_out=(
            "Loads by the command line, the inbox or cx.load import them all; the receipt says which dates would move"
            " every figure."
        ),
        computed_by="cx.loading.rows.row_choices.noticed",
    ),
    Definition(
        "Orphan",
        "Loads",
        "A row whose customer or product is in no file of customers or products. It is in every figure unless it was"
        " excluded; then it is imported automatically once a file contains its ID.",
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
        "Fixed row",
        "Loads",
        "A row that was changed manually or by a rule before it was loaded or while it was in quarantine. What it was"
        " and what it became is kept with its line.",
        computed_by="cx.loading.retry.retry",
    ),
    Definition(
        "Undo",
        "Loads",
        "Removes exactly one load: its rows, its excluded rows, and everything that was derived from them.",
        computed_by="cx.loading.load.undo",
    ),
]

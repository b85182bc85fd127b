"""Terms of reading: what the cells of a file are taken for, and when a person is asked."""

from cx.definitions.definition import Definition
from cx.tables.survey_scales import SCALES

SUBJECT = "Reading files"
_SCALES = " · ".join(f"{measure} {low} to {high}" for measure, (low, high) in SCALES.items())

DEFINITIONS = [
    Definition(
        "How ambiguous cells are read",
        SUBJECT,
        "A cell that could be read in two ways is read as the other cells of its column prove. Where they prove"
        " nothing, you are asked or the row is excluded. The choice is in the receipt.",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Which header is which column",
        SUBJECT,
        "A header that is a column's name, or another name of it that people use, is that column. One that holds such a"
        " name among other words is used only where nothing else can be meant, and reported: “Line value” is"
        " revenue, “Tax total”, “Amount due” and “Sales rep ID” are not. Where two match equally well, as with and"
        " without tax, neither is used and you choose.",
        formula=(
            "very name > other name > that with a unit in brackets > a name of a needed column over cells of another"
            " type > a name among other words, more words of it first"
        ),
        leaves_out="A number column is never matched by its values without a person.",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Day or month first",
        SUBJECT,
        "03/04/2024 is the 3rd of April where some date of the column has a first number above 12, and the 4th of March"
        " where one has a second number above 12. Dates with dots are day first. Another date column of the file may"
        " decide; otherwise you are asked.",
        formula=(
            "one order outweighs the other when its sure dates are at least 10 times as many; the others are then"
            " excluded"
        ),
        leaves_out=(
            "Dates such as 2024/13/05 (year, day, month). Where at least one date in ten is surely one, all dates of"
            " that form in the column are excluded; fewer are errors, and only they are excluded."
        ),
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Year of two digits",
        SUBJECT,
        "03/05/12 may be a day in 2012, in 2003, or in 1403 of the Persian calendar. Each order (day, month or year"
        " first, in our or the Persian calendar) must read every date of the column, none more than a year ahead. If"
        " one order is left it is used, otherwise you are asked with what each answer means.",
        formula=(
            "our years: 00 to 69 = 2000 to 2069, 70 to 99 = 1970 to 1999 · Persian years: 00 to 15 = 1400 to 1415, 50"
            " to 99 = 1350 to 1399"
        ),
        leaves_out="One date alone never decides between the calendars: it may be an error.",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Persian calendar",
        SUBJECT,
        "Dates such as 1403/05/12, 14030512, 12/05/1403 or 12 Mordad 1403 in Persian letters are converted to our"
        " calendar and counted in the receipt. Persian and Arabic digits are digits.",
        formula=(
            "years 1250 to 1415, leap years by the 33-year cycle, which agrees with the published calendar in these"
            " years"
        ),
        leaves_out="Months such as 1403/05 alone, as they are no months of ours; the lunar calendar.",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Time zone",
        SUBJECT,
        "A moment that states its zone as Z, UTC, GMT or +03:30 is kept in the zone you choose for the company (UTC if"
        " you choose none). A moment without a zone is kept as it is. 24:00 is 0:00 of the next day.",
        leaves_out="Zones by letters such as EST or CET, which mean several: these rows are excluded.",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Number for a moment",
        SUBJECT,
        "10, 13 or 16 digits that begin with 10 to 18 are seconds, milliseconds or microseconds since 1970. 8 digits"
        " are year, month and day. The day numbers of a spreadsheet (such as 45688) are excluded: its two calendars"
        " differ by four years.",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Decimal mark",
        SUBJECT,
        "1,234 and 1.234 are read with the mark that other numbers of the column prove to be decimal. Commas beside"
        " whole numbers below 1,000 and none above are thousands marks. Where nothing decides you are asked, and the"
        " rows need fixing.",
        formula="numbers in brackets or with a minus behind them are negative · ٫ is decimal, ٬ marks thousands",
        leaves_out="In a column of both marks: the rarer ones, and all numbers that could be either.",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Percentages",
        SUBJECT,
        "A column of numbers in which every cell has a percent sign is read as hundredths. A percentage among amounts"
        " or plain numbers is excluded.",
        formula="12% = 0.12",
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Currency of a column",
        SUBJECT,
        "Amounts are added up as they are. If a column holds signs of several currencies, those of the most frequent"
        " one are read and the others excluded. Rial and toman are two currencies; amounts without a sign belong to"
        " the column's. The first file still there that names a currency names the company's; a file in another one"
        " is reported before and after it is loaded.",
        leaves_out=(
            "Where a column names the currency of each row and holds several: rows of another currency than most, and"
            " rows without one. Give the amounts in one currency: nothing here knows a rate."
        ),
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Ids",
        SUBJECT,
        "An id is text: leading zeros are kept. Arabic and Persian forms of a letter or digit are the same. Where"
        " every id of a column ends in .0 it is read without it.",
        leaves_out=(
            "Words for a missing value (NULL, n/a, none, -), errors of a spreadsheet (#REF!) and numbers it cut short"
            " (1.2E+12): excluded, so that they never become a customer."
        ),
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Scale of a survey",
        SUBJECT,
        "Between which scores an answer must lie; others are excluded. NPS and employees answer in whole numbers.",
        formula=_SCALES,
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Warnings on a file",
        SUBJECT,
        "What nothing in a file proves wrong is read as it is and reported above the review, with advice: totals of"
        " orders on each of their lines, rows that a column nobody reads calls cancelled or refunded, a row of totals"
        " at the end, another table below the first, discounts as percentages or shares, amounts in thousands or cents,"
        " costs and discounts below zero, costs above revenue on most lines, amounts that are the same for every"
        " quantity of a product, dates the wrong way round.",
        leaves_out=(
            "Anything outside the first lines and the last five: words and repeated totals are looked for"
            " there, signs and dates in every row."
        ),
        computed_by="cx.loading.load.preview",
    ),
    Definition(
        "Return",
        SUBJECT,
        "An order line with negative revenue. It is netted against what was bought and is no purchase of its own; you"
        " can exclude returns in the review.",
        formula="revenue < 0",
        computed_by="cx.loading.rows.row_choices.noticed",
    ),
    Definition(
        "Duplicate id",
        SUBJECT,
        "Customers, products and tickets have one row each. The first row of an id is kept, later ones are excluded"
        " with the line or load that holds it.",
        leaves_out=(
            "Order ids: one order has as many lines as it has. Lines of an order that another upload holds are shown"
            " for your choice."
        ),
        computed_by="cx.loading.load.load",
    ),
    Definition(
        "Encoding of a file",
        SUBJECT,
        "A byte order mark decides; else UTF-8 if every byte fits; else UTF-16 if every second byte is zero; else"
        " windows-1256 where runs of three and more high bytes prevail (Persian, Arabic), windows-1252 otherwise. A"
        " guess is shown with some of its words and can be changed.",
        computed_by="cx.loading.load.preview",
    ),
]

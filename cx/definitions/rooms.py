"""Terms of decks and of guessing in a room."""

from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition(
        "Frozen slide",
        "Presenting",
        "A slide keeps its picture whole as it was when it was added: chart, rows, table, filters, as-of date and"
        " definitions. A later upload, undo or version of the app changes none of it.",
        leaves_out="Data loaded since, until the slide is refreshed.",
        computed_by="cx.drawings.freeze",
    ),
    Definition(
        "Annotation",
        "Presenting",
        "What happened on a day, such as a campaign or a price change, written by a person. It appears on every chart"
        " over time whose months or days include it, and on slides added afterwards.",
        leaves_out="Slides added before, until they are refreshed.",
        computed_by="cx.annotations.every",
    ),
    Definition(
        "Audience median",
        "Presenting",
        "The middle guess: half of the audience guessed lower, half higher. For an even number, the mean of the two"
        " in the middle.",
        formula="error = median of the guesses − actual number",
        leaves_out="Guesses after the actual number was shown. A device counts once, with its last guess.",
        computed_by="cx.workshops.summary",
    ),
]

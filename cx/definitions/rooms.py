"""Terms of decks and of guessing in a room."""

from cx.definitions.definition import Definition

DEFINITIONS = [
    Definition(
        "Frozen slide",
        "In front of a room",
        "A slide keeps its picture whole as it was when it was added: chart, rows, table, filters, as-of date and"
        " definitions. A later upload, undo or version of the app changes none of it.",
        leaves_out="What was loaded since, until the slide is refreshed by an act.",
        computed_by="cx.drawings.freeze",
    ),
    Definition(
        "The room's median",
        "In front of a room",
        "The middle guess: half of the room guessed lower, half higher. Of an even number, the mean of the two in the"
        " middle.",
        formula="error of the room = median of the guesses - truth",
        leaves_out="Guesses after the truth was shown. A device counts once, with its last guess.",
        computed_by="cx.workshops.summary",
    ),
]

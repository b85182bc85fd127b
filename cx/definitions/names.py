"""Terms of the tests of names."""

from cx.definitions.definition import Definition

SUBJECT = "Names"
DEFINITIONS = [
    Definition(
        "Name tests",
        SUBJECT,
        "Four tests of a name. Others cannot use it: a clash where it is .85 alike to the whole or the first word of a"
        " rival's name, or .75 and sounds the same. Sayable: passed in three of four languages chosen, in doubt from"
        " half on. No bad meaning: failed where it is or holds a word of the lists, in doubt one letter away. Easy to"
        " spell: silent letters fail; one slip from a rival, several spellings or more than 10 letters are in doubt.",
        formula=(
            "alike = 1 − Damerau–Levenshtein distance ÷ letters of the longer (rapidfuzz); same sound = a double"
            " metaphone code in common; other scripts are transliterated (anyascii)"
        ),
        leaves_out="Registers of trademarks, companies and web addresses; what people feel when they hear it.",
        computed_by="cx.names.check",
    ),
    Definition(
        "Sayable",
        SUBJECT,
        "Whether speakers of a language can say a name by rules of its letters: sounds that the language lacks, how"
        " many consonants follow each other at the start, inside and at the end, and in which a word or a syllable"
        " ends.",
        leaves_out="Stress, tone and length; names in scripts without vowels are not tested.",
        computed_by="cx.names.check",
    ),
    Definition(
        "Word lists",
        SUBJECT,
        "Offensive words of 30 languages, from the List of Dirty, Naughty, Obscene, and Otherwise Bad Words (CC BY 4.0)"
        " and badwords-py (MIT). A name is compared as a whole, with words of 4 letters and more inside it, and with"
        " words of 5 letters and more that are one letter away.",
        leaves_out="Slang, religion, politics, unlucky words: of 15 names that failed abroad the lists find 6.",
        computed_by="cx.names.check",
    ),
]

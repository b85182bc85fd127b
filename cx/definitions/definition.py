"""What a definition says of a term."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Definition:
    """A term of the app.

    says : what it is, in a sentence or two; formula : how it is computed, "" where there is nothing to compute
    leaves_out : what it does not count or does not know; computed_by : the public function behind it, "" if none
    """

    term: str
    subject: str
    says: str
    formula: str = ""
    leaves_out: str = ""
    computed_by: str = ""

"""Edits of topics: what people call them, which are one, and which comments are a topic of their own.

A topic is computed anew with every comment that comes, so it has no number to keep an edit under. An edit is kept with
the terms that stood for its topic most, `TERMS` of them, and holds for the topic of the same script that shares most
terms with it, at least half: on the demo company topics of the same fit share at most five of twelve, and a topic that
is found again half a year apart shares six and more. Where a new fit parts a topic in two that both share half of its
terms, both bear its name and stay one. Where none shares so many, the edit rests until one does again. Terms say
nothing of files and numbers, so edits hold after an undo and a new load too.

To join topics is to call them alike, whatever their scripts. To split one is an edit of the comments in it that have a
word.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from cx.engine.connection import Engine
from cx.errors import CxError
from cx.experience.voice import wording
from cx.text.formatting import _

TERMS = 12
LEAST_SHARED = 0.5
LONGEST = 40
"""Letters of a name, and of a word."""
NAMED = "named "
"""How the code of a topic with a name begins."""


@dataclass(frozen=True)
class Edit:
    """What a topic is called.

    Attributes
    ----------
    script : its comments are written in it
    terms : the words that stood for it most
    name : what it is called; topics of one name are one
    word : only its comments that have this word (of `wording.normalised`), "" for all of them
    """

    script: str
    terms: tuple[str, ...]
    name: str
    word: str = ""


@dataclass(frozen=True)
class Part:
    """What a topic is made of: all comments of a topic as it was found, or those with a word.

    Attributes
    ----------
    script, terms, word : as of `Edit`
    edit : what names it, None where nothing does
    """

    script: str
    terms: tuple[str, ...]
    word: str = ""
    edit: Edit | None = None


@dataclass(frozen=True)
class Change:
    """Edits that go and edits that come."""

    removed: tuple[Edit, ...] = ()
    added: tuple[Edit, ...] = ()

    @property
    def undone(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.added, self.removed)


def kept(store: Engine) -> tuple[Edit, ...]:
    """The edits that are kept, in the order in which they were made.

    Examples
    --------
    >>> import cx
    >>> kept(cx.open_store())
    ()
    """
    rows = store.rows("select script, terms, name, word from voice_topic_edits order by edit_id")
    return tuple(Edit(row.script, tuple(row.terms.split("\n")), row.name, row.word) for row in rows.itertuples())


def write(store: Engine, change: Change) -> None:
    """Keep a change of edits; `change.undone` takes it back. The data version stays: topics are not computed anew.

    Parameters
    ----------
    store : the company
    change : of `cx.voice.rename_topics`, `cx.voice.split_topic` or `cx.voice.reset_topics`
    """
    gone = "delete from voice_topic_edits where script = ? and terms = ? and name = ? and word = ?"
    come = "insert into voice_topic_edits select coalesce(max(edit_id), 0) + 1, ?, ?, ?, ? from voice_topic_edits"
    with store.notes() as cursor:
        for query, edits in ((gone, change.removed), (come, change.added)):
            for edit in edits:
                cursor.execute(query, [edit.script, "\n".join(edit.terms), edit.name, edit.word]).fetchall()


def checked(text: str, empty: str) -> str:
    """A name or a word without blanks at its ends or two in a row.

    Parameters
    ----------
    text : as it was typed
    empty : the sentence for one that is blank or longer than LONGEST, with the placeholder {most}

    Raises
    ------
    CxError
        For such a one.
    """
    found = " ".join(text.split())
    if not 0 < len(found) <= LONGEST:
        raise CxError(empty.format(most=LONGEST))
    return found


def renamed(parts: Sequence[Part], name: str) -> Change:
    """The change that calls all these parts by one name; of several topics, that joins them.

    Raises
    ------
    CxError
        For a name that is blank or too long.
    """
    title = checked(name, _("A topic needs a name of 1 to {most} characters."))
    return Change(_edits(parts), tuple(Edit(part.script, part.terms, title, part.word) for part in parts))


def split(parts: Sequence[Part], word: str, name: str) -> Change:
    """The change that makes a topic of the comments of these parts that have a word.

    Raises
    ------
    CxError
        For a word or a name that is blank or too long.
    """
    title = checked(name, _("A topic needs a name of 1 to {most} characters."))
    said = wording.normalised(checked(word, _("A word to split by has 1 to {most} characters.")))
    whole = dict.fromkeys(Part(part.script, part.terms) for part in parts if not part.word)
    return Change((), tuple(Edit(part.script, part.terms, title, said) for part in whole))


def reset(parts: Sequence[Part]) -> Change:
    """The change after which these parts are as they were found."""
    return Change(_edits(parts))


def _edits(parts: Sequence[Part]) -> tuple[Edit, ...]:
    return tuple(dict.fromkeys(part.edit for part in parts if part.edit is not None))


def applied(places: pd.DataFrame, edits: Sequence[Edit]) -> pd.DataFrame:
    """The places of comments with the topics as they were edited.

    Parameters
    ----------
    places : one row a comment of a topic: upload_id, line, script, topic, words, terms, text (normalised) and more
    edits : of `kept`

    Returns
    -------
    The same rows; a comment is in more than one of a topic where single words were joined. Of a topic with a name
    topic is a code of that name, and words the name; part is the `Part` of the topic that the comment is of.
    """
    parts = [rows for _topic, found in places.groupby("topic", sort=False) for rows in _parts(found, edits)]
    if not parts:
        return places.assign(part=pd.Series(dtype=object))
    return pd.concat(parts)


def _parts(found: pd.DataFrame, edits: Sequence[Edit]) -> list[pd.DataFrame]:
    """The comments of a topic as it was found, those split off and the others apart."""
    script, terms = found["script"].iloc[0], found["terms"].iloc[0]
    parts = []
    for word in dict.fromkeys(edit.word for edit in edits if edit.word):
        edit = _best([edit for edit in edits if edit.word == word], script, terms)
        if edit is not None:
            having = found["text"].map(lambda text, word=word: has(text, word, script))
            parts.append(_called(found[having], script, terms, edit))
            found = found[~having]
    edit = _best([edit for edit in edits if not edit.word], script, terms)
    return [rows for rows in (*parts, _called(found, script, terms, edit)) if len(rows)]


def _best(edits: Sequence[Edit], script: str, terms: tuple[str, ...]) -> Edit | None:
    """The edit whose topic shares most terms with this one, of equal ones the last that was made."""
    shared = {edit: _shared(edit.terms, terms) for edit in edits if edit.script == script}
    close = [edit for edit, share in shared.items() if share >= LEAST_SHARED]
    return max(reversed(close), key=shared.__getitem__, default=None)


def _shared(terms: tuple[str, ...], others: tuple[str, ...]) -> float:
    return len(set(terms) & set(others)) / max(len(terms), len(others))


def _called(rows: pd.DataFrame, script: str, terms: tuple[str, ...], edit: Edit | None) -> pd.DataFrame:
    part = Part(script, terms, edit.word if edit else "", edit)
    named = rows if edit is None else rows.assign(topic=NAMED + edit.name, words=edit.name)
    return named.assign(part=[part] * len(rows))


def has(text: str, word: str, script: str) -> bool:
    """Whether a text has a word: as a whole one, in scripts that put blanks between words.

    Parameters
    ----------
    text, word : of `wording.normalised`
    script : of `wording.script`

    Examples
    --------
    >>> has("the courier was late!", "late", "Latin"), has("later, not now", "late", "Latin")
    (True, False)
    """
    if script in wording.UNSPACED:
        return word in text
    spaced = "".join(letter if letter.isalnum() or letter.isspace() else " " for letter in text)
    return f" {' '.join(word.split())} " in f" {' '.join(spaced.split())} "

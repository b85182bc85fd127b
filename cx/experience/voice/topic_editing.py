"""Editing topics of comments: rename them, join them, split one by a word."""

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.errors import CxError
from cx.experience.voice import comment_topics, edited_topics, wording
from cx.experience.voice.edited_topics import Change, Part
from cx.text.formatting import _


@scoped
def rename_topics(store: Engine, scope: Scope, topics: tuple[str, ...], name: str) -> Change:
    """Call a topic by a name; several become one. The edit is kept as `cx.experience.voice.edited_topics` says.

    Parameters
    ----------
    store, as_of : the company, and the day as of which
    topics : codes of `topics`
    name : at most 40 letters; that of another topic joins them with it

    Returns
    -------
    What was changed: `write_topic_edits(store, change.undone)` takes it back.

    Raises
    ------
    CxError
        For a blank or too long name; nothing was changed.
    """
    return _written(store, edited_topics.renamed(_parts_of(store, scope, topics), name))


@scoped
def split_topic(store: Engine, scope: Scope, topic: str, word: str, name: str) -> Change:
    """Make a topic of its own of the comments of a topic that have a word.

    Parameters
    ----------
    store, as_of : the company, and the day as of which
    topic : a code of `topics`
    word : a word, or some in a row, as in the comments
    name : what the comments with it are called, at most 40 letters

    Returns
    -------
    What was changed, as of `rename_topics`.

    Raises
    ------
    CxError
        For a blank or too long name or word, a topic that was split off, and where none or all of the comments have
        the word; nothing was changed.
    """
    change = edited_topics.split(_parts_of(store, scope, (topic,)), word, name)
    if not change.added:
        raise CxError(_("A topic that was split off cannot be split again: rename it, or reset it first."))
    places = comment_topics.found(store, Scope(scope.as_of)).places
    own = places[places["topic"] == topic]
    said = wording.normalised(word)
    having = sum(edited_topics.has(row.text, said, row.script) for row in own.itertuples())
    if not 0 < having < len(own):
        raise CxError(
            _("“{word}” is in {n} of {all} comments of this topic: it does not split it.").format(
                word=" ".join(word.split()), n=having, all=len(own)
            )
        )
    return _written(store, change)


@scoped
def reset_topics(store: Engine, scope: Scope, topics: tuple[str, ...]) -> Change:
    """Take back the names, joins and splits of topics; what was changed, as of `rename_topics`.

    Parameters
    ----------
    store, as_of : the company, and the day as of which
    topics : codes of `topics`
    """
    return _written(store, edited_topics.reset(_parts_of(store, scope, topics)))


def _written(store: Engine, change: Change) -> Change:
    edited_topics.write(store, change)
    return change


def _parts_of(store: Engine, scope: Scope, topics: tuple[str, ...]) -> tuple[Part, ...]:
    """What these topics are made of, whoever is shown."""
    parts = comment_topics.found(store, Scope(scope.as_of)).parts
    return tuple(part for topic in topics for part in parts.get(topic, ()))

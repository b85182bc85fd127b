"""The demo company as a store, loaded the way a person loads their own files.

python -m data.demo data/cx.duckdb
"""

import sys
import tempfile
import uuid
from dataclasses import fields
from pathlib import Path

import cx
from cx.tables.kinds import in_order_of_load

VERSION = 7
"""Raised whenever what the demo holds changes; 1 is every demo made before its version was stored."""
ORDER = in_order_of_load()
NAMES = "New product line"
"""What the list of candidate names is called."""


def make(path: Path, seed: int | None = None) -> None:
    """Make the demo store at path; until it is whole it lies under another name, so a stop leaves nothing half done.

    seed : of another company of the same kind; None: the demo's own
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.stem}.{uuid.uuid4().hex[:8]}.making.duckdb")
    from data import generate  # what every page needs of this module shall not wait for it

    try:
        with tempfile.TemporaryDirectory() as folder:
            generate.write(folder, seed=generate.SEED if seed is None else seed)
            store = cx.open_store(unfinished)
            for kind in ORDER:
                store.load(kind, Path(folder) / f"{kind}.csv")
            store.set("company", "demo")
            store.set("currency", "$")
            _note(store)
            write_names(store)
            store.set("demo_version", str(VERSION))
            store.set("demo_loads", str(store.uploads()["upload_id"].max()))
            store.close()
        unfinished.replace(path)
    finally:
        for left in path.parent.glob(f"{unfinished.name}*"):
            left.unlink()


def _note(store: cx.Store) -> None:
    """What the company's people wrote in the app: which company is theirs, ideas borrowed from the others, and the
    share of each campaign that was to be held out.
    """
    from cx import campaigns, competitors  # what every page needs of this module shall not wait for it
    from data import company, ideas
    from data.campaigns import MAILS

    competitors.set_ours(store, company.NAME)
    names = [one.name for one in fields(competitors.Idea)]
    noted = [competitors.Idea(**{name: getattr(idea, name) for name in names}) for idea in ideas.IDEAS]
    competitors.write(store, {idea.idea: idea for idea in noted})
    for mail in MAILS:
        if mail.planned:
            campaigns.state_share(store, mail.name, mail.planned)


def write_names(store: cx.Store) -> None:
    """The names that the company considers for a line of products, as a list of the names page."""
    from data import ideas

    given = tuple(candidate.name for candidate in ideas.CANDIDATES)
    cx.names.write(store, NAMES, cx.names.NameList(given, cx.names.rivals(store)))


def main() -> None:
    """Say what is made, make it, say where it lies."""
    path = Path(sys.argv[1])
    print("Making the demo company (6,318 customers, three years) …", flush=True)
    make(path)
    print(f"Made {path}.")


if __name__ == "__main__":
    main()

"""Small demo companies of earlier and of today's version: a product each, as fast to make as a store."""

from pathlib import Path

import cx
from data import demo, renewal


def old(path: Path, own: bool = False) -> Path:
    """A demo from before versions were stored; with own, a file of the person's own was added to it."""
    store = cx.open_store(path)
    for number in range(renewal.LOADS_BEFORE_VERSIONS):
        store.load("products", f"product_id\nOLD{number}\n".encode(), name=f"{number}.csv")
    store.set("company", "demo")
    if own:
        store.load("products", b"product_id\nMINE\n", name="mine.csv")
    store.close()
    return path


def make(path: Path) -> None:
    """In the place of `data.demo.make`."""
    store = cx.open_store(path)
    store.load("products", b"product_id\nNEW\n", name="products.csv")
    store.set("company", "demo")
    store.set("demo_version", str(demo.VERSION))
    store.set("demo_loads", "1")
    store.close()


def products(path: Path) -> set[str]:
    """The products of a store that nobody has open."""
    store = cx.open_store(path)
    found = set(store.rows("select product_id from products")["product_id"])
    store.close()
    return found

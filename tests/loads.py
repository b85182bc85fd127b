"""Short texts loaded as orders, and what became of their cells."""

HEADER = "order_id,customer_id,ordered_at,revenue\n"


def orders(store, text, **more):
    """Load the text as orders."""
    return store.load("orders", text.encode() if isinstance(text, str) else text, **more)


def dated(*cells):
    """Orders on these days."""
    return (HEADER + "".join(f'A{place},7,"{cell}",1\n' for place, cell in enumerate(cells))).encode()


def paid(*cells):
    """Orders of these amounts."""
    return (HEADER + "".join(f'A{place},7,2025-01-31,"{cell}"\n' for place, cell in enumerate(cells))).encode()


def amounts(store, *cells, **more):
    """The revenue of each cell that was read, the reasons of the others, and the notes in one text."""
    receipt = store.load("orders", paid(*cells), **more)
    found = store.rows("select revenue::double as revenue from orders order by line")["revenue"].tolist()
    return found, receipt.problems["reason"].tolist(), " ".join(receipt.notes)

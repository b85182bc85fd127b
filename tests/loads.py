"""Short texts loaded as orders, and what became of their cells."""

HEADER = "order_id,customer_id,ordered_at,revenue\n"


def orders(store, text, **more):
    """Load the text as orders."""
    return store.load("orders", text.encode() if isinstance(text, str) else text, **more)

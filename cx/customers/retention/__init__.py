"""Who buys again, who leaves."""

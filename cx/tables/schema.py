"""Tables of a company's store, as SQL text."""

from pathlib import Path

TEXT = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
"""Makes every table that is not there; what is there stays."""

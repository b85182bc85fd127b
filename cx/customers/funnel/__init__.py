"""From reached to acquired to retained."""

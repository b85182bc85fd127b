"""Ways to reach a customer, known by the names of the columns that hold them."""

import re

CONTACTS = {
    "email": re.compile(r"e-?mail|correo|courriel|ایمیل", re.IGNORECASE),
    "phone": re.compile(r"phone|mobile|handy|telef|\bt[ée]l\b|\bcell|تلفن|موبایل", re.IGNORECASE),
}
"""A way to reach a customer -> what the name of an attribute with it looks like."""

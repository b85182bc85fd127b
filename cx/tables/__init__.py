"""The tables of a company: kinds, columns, names of headers."""

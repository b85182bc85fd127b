"""What the package raises when a person has to decide or mend something."""


class CxError(Exception):
    """A sentence for the person: what happened, how many, which, and what to do next."""


class StoreError(CxError):
    """The file cannot be opened, read or written as it stands."""


class DayError(CxError, TypeError):
    """Something else than a date was given where an answer needs a day."""


class StoreBusyError(StoreError):
    """Another process holds the file: only one may have it open."""


class LoadError(CxError):
    """A file cannot be loaded at all; nothing was written."""

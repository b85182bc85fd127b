"""What takes a second to import, and is needed only where something is fitted: imported then, by one thread at a time.

A process that reads what an earlier one fitted (cx.engine.saved_answers) never waits for it.
"""

import threading
from types import ModuleType

_importing = threading.Lock()


def sklearn() -> ModuleType:
    """scikit-learn, with its clusters, metrics and trees."""
    with _importing:
        import sklearn.cluster
        import sklearn.metrics
        import sklearn.tree

        loaded: ModuleType = sklearn
        return loaded


def topics() -> ModuleType:
    """scikit-learn, with what finds topics in texts."""
    with _importing:
        import sklearn.decomposition
        import sklearn.feature_extraction.text
        import sklearn.metrics

        loaded: ModuleType = sklearn
        return loaded


def hierarchy() -> ModuleType:
    """scipy.cluster.hierarchy."""
    with _importing:
        import scipy.cluster.hierarchy

        loaded: ModuleType = scipy.cluster.hierarchy
        return loaded

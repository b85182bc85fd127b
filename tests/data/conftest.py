"""The demo company and its truth, made once a session."""

import pandas as pd
import pytest

from data import generate


@pytest.fixture(scope="session")
def company() -> dict[str, pd.DataFrame]:
    return generate.tables()


@pytest.fixture(scope="session")
def truth() -> dict[str, pd.DataFrame]:
    return generate.truth()

"""The demo company and its truth, made once a session."""

import pandas as pd
import pytest

from data import generate
from tests.once import remembered


@pytest.fixture(scope="session")
def company(tmp_path_factory) -> dict[str, pd.DataFrame]:
    return remembered(tmp_path_factory, "company", generate.tables)


@pytest.fixture(scope="session")
def truth(tmp_path_factory) -> dict[str, pd.DataFrame]:
    return remembered(tmp_path_factory, "truth", generate.truth)

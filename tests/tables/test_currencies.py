"""Every row of currencies.csv is read in a cell, in a header, in a column of codes and in a workbook's format."""

import pytest

from cx.loading.files import excel
from cx.loading.header import cell_macros, value_shapes
from cx.tables import currencies
from tests import memory

NAMES = [(one, name) for one in currencies.ALL for name in (one.code, one.code.lower(), one.sign, *one.words) if name]


@pytest.fixture(scope="module")
def cursor():
    with memory.empty().cursor() as found:
        cell_macros.use(found)
        yield found


def test_no_two_currencies_share_a_code_a_sign_or_a_word():
    names = [name for one in currencies.ALL for name in (one.code.lower(), one.sign, *one.words) if name]
    assert len(names) == len(set(names)) > 50


@pytest.mark.parametrize(("one", "name"), NAMES)
def test_an_amount_with_a_currency_is_an_amount_of_it(cursor, one, name):
    for cell in (f"12.50 {name}", f"{name}12.50"):
        found = cursor.execute("select point_number($cell), currency_of($cell)", {"cell": cell}).fetchone()
        assert (float(found[0]), found[1]) == (12.5, one.mark)
        assert value_shapes.is_value(cell)


@pytest.mark.parametrize(("one", "name"), NAMES)
def test_a_name_alone_is_a_currency_and_a_format_holds_it(one, name):
    assert value_shapes.is_currency(name)
    assert excel._shown(1.5, f'#,##0.00 "{name}"').endswith(name)
    if one.sign and name in (one.code, one.sign):
        assert value_shapes.currency(f"Total ({name})", []) == one.sign

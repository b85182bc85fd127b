"""The names page inside the real frame."""

import pytest

import cx
from data import demo
from tests.apps import app_on, texts

COMPETITORS = b"company,attribute,score,name_status\nNordlys Living,Price,4,registered\nBazaar 24,Price,3,\n"


@pytest.fixture
def company_file(filled, tmp_path):
    return filled(tmp_path / "names.duckdb", competitors=COMPETITORS)


def cells(app) -> str:
    return "\n".join(str(element.value) for element in app.get("html") if hasattr(element, "value")) or "\n".join(
        str(element.proto.body) for element in app.get("html")
    )


def test_the_list_of_the_demo_is_checked_edited_saved_and_undone(company_file):
    store = cx.open_store(company_file)
    demo.write_names(store)
    app = app_on(company_file, "names", store=store)
    assert not app.exception
    assert app.title[0].value == "Tamino and Nomika pass all 4 tests; ask the registers and speakers"
    said = texts(app)
    assert "5 names · against 2 rivals · 12 languages · nothing leaves this machine" in said
    assert "of 15 names that failed abroad they find 6" in said and "CC BY 4.0" in said
    assert "sounds like Nordlys Living" in cells(app) and "0.86 alike, same sound" in cells(app)

    app.text_area(key="names_text").set_value("<b>Zarrin\nزرین\n金色\n24").run()
    assert not app.exception and "&lt;b&gt;Zarrin" in cells(app) and "vowels are not written" in cells(app)
    assert "4 names" in texts(app)
    app.text_input(key=f"names_title-{demo.NAMES}").set_value("Second")
    next(button for button in app.button if button.label == "Save").click().run()
    assert not app.exception and "Saved “Second”" in texts(app)
    assert app.selectbox(key="name_list").options[:2] == [demo.NAMES, "Second"]
    assert app.selectbox(key="name_list").value == "Second"
    app.button(key="undo-names").click().run()
    assert not app.exception and "Second" not in app.selectbox(key="name_list").options


def test_nothing_typed_and_too_many_names_get_a_sentence(company_file):
    app = app_on(company_file, "names")
    assert not app.exception
    assert app.title[0].value == "Is it a good name? Four tests, nothing leaves this machine"
    assert "Type the names that you consider" in texts(app)
    app.text_area(key="names_text").set_value("\n".join(f"Name {n}" for n in range(31))).run()
    assert not app.exception and "At most 30 names are checked at once" in texts(app)

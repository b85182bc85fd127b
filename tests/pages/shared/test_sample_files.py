"""What each CSV opens."""

from cx.tables.kinds import KINDS
from pages.shared import menu, sample_files


def test_every_page_of_experience_is_opened_by_a_csv_and_every_page_named_exists():
    named = {page for pages in sample_files.OPENS.values() for page in pages}
    assert set(menu.sections()["experience"]) <= named <= set(menu.PAGES)
    assert sample_files.OPENS.keys() <= set(KINDS)

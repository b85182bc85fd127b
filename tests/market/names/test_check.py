"""The four tests of a name: published cases, scripts, and what cannot be known."""

import pytest

import cx
from cx.errors import CxError
from cx.market.names import bad_words, sayability
from cx.market.names.likeness import likeness
from data import ideas

RIVALS = {"Nordlys Living": "registered", "Bazaar 24": "disputed", "Casa Ararat": None}


def verdicts(name, rivals=RIVALS, **given):
    found = cx.names.check([name], rivals, **given).set_index("test")
    return found["verdict"].to_dict(), found


def test_names_of_the_spec_are_sayable_in_as_many_of_twelve_languages():
    known = {"Sony": 12, "Zarrin": 10, "Nordlis": 6, "Strength": 1}
    found = {name: verdicts(name)[1].at["sayable", "short"] for name in known}
    assert found == {name: f"sayable in {n} of 12" for name, n in known.items()}
    assert len(cx.names.LANGUAGES) == 12 and len(sayability.rules()) == 12


FOUND = ["Pinto", "Fitta", "Mist", "Osram", "Bimbo", "Laputa"]
NOT_FOUND = ["Pajero", "Siri", "Barf", "Nova", "Kuga", "Moco", "Lumia", "LaCrosse", "Zune"]


def test_of_fifteen_names_that_failed_abroad_the_lists_find_six():
    found = [name for name in FOUND + NOT_FOUND if bad_words.hits(name)]
    assert found == FOUND
    assert all(verdicts(name)[0]["meaning"] == "fail" for name in FOUND)
    languages = {name: bad_words.hits(name)[0].languages for name in FOUND}
    assert languages["Fitta"] == ("sv",) and languages["Osram"] == ("pl",) and "es" in languages["Laputa"]
    assert all(bad_words.LISTS.joinpath(f"{code}.txt").exists() for code in bad_words.LANGUAGES)
    assert bad_words.LISTS.joinpath("LICENSE-CC-BY-4.0.txt").read_text(encoding="utf-8").startswith("Attribution 4.0")


def test_the_candidates_of_the_demo_fail_where_it_was_planted_and_nowhere_else():
    tests = {"clash": "rivals", "meaning": "meaning", "sayable": "sayable"}
    for candidate in ideas.CANDIDATES:
        said, _found = verdicts(candidate.name)
        if candidate.problem:
            assert said[tests[candidate.problem]] in ("doubt", "fail")
        else:
            assert set(said.values()) == {"pass"}
    clash = verdicts("Nordlis")[1].loc["rivals"]
    assert (clash["verdict"], clash["short"]) == ("fail", "sounds like Nordlys Living")
    assert clash["why"] == "Nordlys Living (registered): 0.86 alike, same sound."
    assert "Registers of trademarks" in clash["not_checked"]


def test_likeness_is_of_the_whole_or_the_first_word_by_letters_swapped_too():
    assert likeness("Nordlys", "NORDLYS living").similarity == 1
    assert likeness("Zarirn", "Zarrin").slips == 1  # two letters swapped: one slip
    assert not likeness("Tamino", "Nordlys Living").is_clash and likeness("7", "Nordlys").similarity == 0
    close = likeness("Kaza", "Casa Ararat")
    assert close.is_same_sound and not close.is_clash  # half alike: in doubt
    assert verdicts("Kaza")[0]["rivals"] == "doubt"


def test_a_name_in_another_script_a_blank_one_and_no_rival_get_a_sentence():
    said, found = verdicts("زرین")
    assert said == {"rivals": "pass", "sayable": "unknown", "meaning": "pass", "spelling": "unknown"}
    assert "without vowels" in found.at["rivals", "not_checked"] and "Latin letters" in found.at["sayable", "why"]
    said, found = verdicts("金色")
    assert said["sayable"] == "pass" and "“jinse”" in found.at["sayable", "not_checked"]
    assert verdicts("کیر")[0]["meaning"] == verdicts("傻逼店")[0]["meaning"] == "fail"
    assert set(verdicts("24!")[0].values()) == {"unknown"} and verdicts("Tamino", {})[0]["rivals"] == "unknown"
    assert verdicts("Tamino", languages=[])[0]["sayable"] == "unknown"
    assert cx.names.check(["", "  "]).empty and len(cx.names.check(["A b", "a  B"])) == 4
    for wrong, says in ((["x"] * 2 + [str(n) for n in range(31)], "At most 30"), (["x" * 61], "longer than 60")):
        with pytest.raises(CxError, match=says):
            cx.names.check(wrong)
    with pytest.raises(CxError, match="no rules of xx"):
        cx.names.check(["x"], languages=["xx"])


def test_spelling_names_what_is_silent_long_or_one_slip_away():
    said = {
        name: verdicts(name)[1].loc["spelling"] for name in ("Simorgh", "Nordlis", "Zarrin", "Pyxzecca", "Hearthsmith")
    }
    assert {name: row["short"] for name, row in said.items()} == {
        "Simorgh": "gh is silent", "Nordlis": "taken for Nordlys Living", "Zarrin": "one way to write it",
        "Pyxzecca": "several ways to write it", "Hearthsmith": "long",
    }  # fmt: skip
    assert said["Zarrin"]["why"] == "6 letters; z or s; doubled r."

"""Who may import whom: pages -> pages/shared -> cx -> engine; nothing flows back."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SUBJECTS = {
    "segments",
    "funnel",
    "retention",
    "stages",
    "value",
    "journey",
    "voice",
    "tickets",
    "market",
    "campaigns",
}


def imports(file: Path) -> list[tuple[str, str]]:
    """(module, name) of every import in the file, those inside functions included."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [(node.module or "", alias.name) for alias in node.names]
    return found


def modules(file: Path) -> set[str]:
    return {part for module, name in imports(file) for part in (module, f"{module}.{name}")}


CX = sorted((ROOT / "cx").rglob("*.py"))
STORIES = [*(ROOT / "pages").glob("*/*/*.py"), *(ROOT / "pages" / "home").glob("*.py")]
PAGES = sorted(file for file in STORIES if file.stem == file.parent.name)


def test_cx_knows_neither_streamlit_nor_the_pages():
    above = ("streamlit", "pages", "app", "tests")
    assert not [(file, module) for file in CX for module in modules(file) if module.split(".")[0] in above]


def test_charts_import_no_store():
    below = {"cx.store", "cx.loading", "cx.engine", "duckdb"}
    assert not [file for file in (ROOT / "cx" / "charts").rglob("*.py") if modules(file) & below]


@pytest.mark.parametrize(
    "file",
    [ROOT / "cx" / f"{name}.py" for name in ("store", "engine/derived_tables", "loading/load")],
    ids=lambda file: file.name,
)
def test_the_store_imports_no_subject(file):
    assert not modules(file) & {f"cx.{subject}" for subject in SUBJECTS}


def test_nobody_imports_another_modules_privates():
    assert not [
        f"{file}: {module}.{name}"
        for file in CX
        for module, name in imports(file)
        if module.startswith("cx") and name.startswith("_") and name != "_"
    ]


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_a_page_asks_and_does_not_query(file):
    assert not modules(file) & {"duckdb", "pandas", "numpy", "sklearn", "altair"}
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 60, "a page is under 60 lines"


def test_a_page_ends_without_ending_the_frame_around_it():
    files = [file for file in (ROOT / "pages").rglob("*.py") if "st.stop()" in file.read_text(encoding="utf-8")]
    assert not files, "empty.end() leaves filters and footer"


@pytest.mark.parametrize("file", sorted((ROOT / "pages").rglob("*.py")), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_part_of_a_page_knows_no_other_page_and_shared_parts_know_none(file):
    section, question = file.relative_to(ROOT / "pages").parts[:2]
    if section == "frame":
        return  # the frame stands around all of them
    own = {"pages.shared", f"pages.{section}.{question}"}
    others = {module for module in modules(file) if module.startswith("pages.")}
    if section == "home":  # its tiles ask what the other pages ask, and have their titles
        own = {"pages.shared", "pages.home"}
        others = {
            module
            for module in others
            if not re.fullmatch(r"pages\.\w+\.\w+(\.question|\.overview|\.findings(\.\w+)?)?", module)
        }
    assert not [
        module
        for module in others
        if not any(f"{module}.".startswith(f"{one}.") for one in own)
        and module not in ("pages.shared", f"pages.{section}")
    ]


def test_no_python_file_lies_directly_in_pages():
    assert not list((ROOT / "pages").glob("*.py"))


PICTURES = [
    (file.name, node)
    for file in sorted((ROOT / "pages").rglob("*.py"))
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "pictures.show"
]


@pytest.mark.parametrize("name, call", PICTURES, ids=lambda part: part if isinstance(part, str) else "")
def test_every_picture_says_what_it_found_its_n_its_table_and_its_terms(name, call):
    said = {one.arg for one in call.keywords if one.arg}
    unpacked = [ast.unparse(one.value) for one in call.keywords if one.arg is None]
    assert {"title", "basis", "table", "terms"} <= said or any(one.startswith("_said(") for one in unpacked)


LOADING = sorted((ROOT / "cx" / "loading").rglob("*.py"))


@pytest.mark.parametrize("file", LOADING, ids=lambda file: file.name)
def test_functions_of_loading_take_at_most_six_parameters_save_its_public_faces(file):
    faces = {("load.py", "load"), ("preview.py", "preview"), ("retry.py", "retry")}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and (file.name, node.name) not in faces:
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            assert len([one for one in given if one.arg not in ("self", "cls")]) <= 6, node.name


def test_only_the_workspace_makes_temporary_tables():
    files = [file for file in [*CX, *(ROOT / "cx").rglob("*.sql")] if file.name != "migrations.py"]
    makers = [file.name for file in files if "create temp table" in file.read_text(encoding="utf-8")]
    assert makers == ["workspace.py"]


EVERY_PAGE_FILE = sorted((ROOT / "pages").rglob("*.py"))
ADDRESS = ROOT / "pages" / "shared" / "address.py"


def test_only_one_module_reads_and_writes_the_address():
    """A request to the server has query parameters of its own: those are no state of a page."""
    address = re.compile(r"\bst\.query_params")
    assert [file for file in EVERY_PAGE_FILE if address.search(file.read_text(encoding="utf-8"))] == [ADDRESS]


def test_no_widget_is_bound_to_the_address():
    """A bound widget replaces the browser's entry, so that there is no step back."""
    assert [file for file in EVERY_PAGE_FILE if 'bind="query-params"' in file.read_text(encoding="utf-8")] == []


def session_keys(tree: ast.AST) -> set[str]:
    """The session keys that are written out: as an index, as the first argument of a method, of update by its names.

    An f-string counts with its literal parts. `state = st.session_state` is followed.
    """
    states = {"st.session_state"} | {
        ast.unparse(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and "st.session_state" in (ast.unparse(node.value), *_parts(node.value))
        for target in node.targets
        for name in ([target] if isinstance(target, ast.Name) else getattr(target, "elts", [])[:1])
    }
    keys: list[ast.expr] = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) in states:
            keys.append(node.slice)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if ast.unparse(node.func.value) in states:
                keys += node.args[:1]
                found |= {one.arg for one in node.keywords if one.arg}
        elif isinstance(node, ast.Compare) and ast.unparse(node.comparators[0]) in states:
            keys.append(node.left)
    return found | {key for key in map(_literal, keys) if key}


def _parts(value: ast.expr) -> list[str]:
    return [ast.unparse(one) for one in value.elts[:1]] if isinstance(value, ast.Tuple) else []


def _literal(key: ast.expr | None) -> str | None:
    """The text of a string; of an f-string with {} for what is put in."""
    if isinstance(key, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in key.values)
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else None


def widget_keys(tree: ast.AST) -> set[str]:
    """The literal keys of the widgets of a module."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = {_literal(one.value) for call in calls for one in call.keywords if one.arg == "key"}
    return {key for key in found if key}


def test_a_session_key_of_two_modules_is_a_constant_of_url_state():
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in EVERY_PAGE_FILE}
    read = {file: session_keys(tree) for file, tree in trees.items()}
    assert {"renewing", "own_picked", "rules-{}"} <= set().union(*read.values()), "the keys are found"
    written = {file: keys | widget_keys(trees[file]) for file, keys in read.items()}
    shared = {
        key: [str(other.relative_to(ROOT)) for other, keys in written.items() if key in keys]
        for file, keys in read.items()
        for key in keys
    }
    assert not {key: files for key, files in shared.items() if len(files) > 1}

"""The layers and sizes of docs/architecture.md."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = [
    path
    for app in ("yogasite", "poses", "journal")
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
]
PURE = (
    "journal/evidence/",
    "journal/charts/",
    "poses/figures/",
    "poses/content.py",
    "poses/toml_reader.py",
    "poses/timing.py",
    "journal/nights.py",
    "journal/schedule.py",
)
ORDER = (
    {"choices"},
    {"querysets"},
    {"models"},
    {"actions"},
    {"exchange", "mails"},
    {"forms", "pdf", "pushes"},
    {"sending"},
    {"api"},
    {"views"},
    {"urls", "management"},
)
"""A room knows those of the steps before its own, and none beside it or above."""
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 300, 40, 120
LONGEST = {"settings.py": 250, "models.py": 400}
"""Files with a limit of their own."""


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def imports_of(path):
    """Return the modules that a file imports, type-checking ones left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    guarded = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]
    skipped = {id(child) for node in guarded for child in ast.walk(node)}
    modules = set()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            modules |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
    return modules


def room_of(path, app):
    """Return what stands right below `app` and holds a file; a list of addresses is one wherever it stands."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[0] != app:
        return None
    return "urls" if parts[-1] == "urls" else parts[1]


def offenders(paths, is_forbidden):
    return [(name_of(path), module) for path in paths for module in imports_of(path) if is_forbidden(module)]


def test_pure_parts_know_neither_django_nor_a_database():
    pure = [path for path in FILES if name_of(path).startswith(PURE)]
    foreign = ("django", "journal.models", "poses.models", "yogasite", "csp", "allauth")
    assert len(pure) > 20
    assert offenders(pure, lambda module: module.startswith(foreign)) == []


def test_the_kernel_knows_no_app():
    kernel = [path for path in FILES if name_of(path).startswith("yogasite/") and path.name not in ("urls.py",)]
    assert offenders(kernel, lambda module: module.startswith(("poses", "journal"))) == []


def test_poses_do_not_know_the_journal():
    poses = [path for path in FILES if name_of(path).startswith("poses/")]
    assert offenders(poses, lambda module: module.startswith("journal")) == []


def test_the_journal_knows_of_poses_only_what_it_points_at():
    journal = [path for path in FILES if name_of(path).startswith("journal/")]
    allowed = ("poses.models", "poses.choices", "poses.timing", "poses.stations", "poses.edition", "poses.facts")
    assert offenders(journal, lambda module: module.startswith("poses.") and not module.startswith(allowed)) == []


@pytest.mark.parametrize("app", ["poses", "journal"])
def test_inside_an_app_nobody_imports_what_stands_above(app):
    wrong = []
    for path in FILES:
        room = room_of(path, app)
        step = next((number for number, rooms in enumerate(ORDER) if room in rooms), None)
        if step is None:
            continue
        closed = {f"{app}.{name}" for rooms in ORDER[step:] for name in rooms if name != room}
        wrong += offenders([path], lambda module, closed=closed: ".".join(module.split(".")[:2]) in closed)
    assert wrong == []


def test_every_room_of_the_order_is_there():
    rooms = {room_of(path, app) for app in ("poses", "journal") for path in FILES}
    assert set().union(*ORDER) - rooms == set()


def test_only_sending_and_commands_reach_the_network():
    """A page that waited for a mail server or a push service would wait as long as they like."""
    network = ("journal.sending", "journal.pushes", "journal.outside", "requests", "pywebpush", "smtplib")
    allowed = {"journal/sending.py", "journal/pushes.py", "journal/outside.py"}
    others = [path for path in FILES if name_of(path) not in allowed and room_of(path, "journal") != "management"]
    assert offenders(others, lambda module: module.startswith(network)) == []


def test_settings_are_imported_by_nobody():
    assert offenders(FILES, lambda module: module.startswith("yogasite.settings")) == []


@pytest.mark.parametrize("path", [path for path in FILES if "/views" in name_of(path)], ids=name_of)
def test_a_view_makes_no_query_and_no_write_of_its_own(path):
    text = path.read_text(encoding="utf-8")
    assert not any(word in text for word in (".filter(", ".save(", ".delete()", ".create("))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_stay_short(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST.get(path.name, LONGEST_FILE)
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    assert [each.name for each in functions if each.end_lineno - each.lineno >= LONGEST_FUNCTION] == []


def test_only_boundaries_ask_the_clock():
    clocks = ("timezone.now()", "dt.datetime.now(", "dt.date.today(", "timezone.localdate(")
    allowed = ("journal/views/", "journal/access.py", "journal/management/", "poses/management/", "journal/api/")
    asking = [name_of(path) for path in FILES if any(clock in path.read_text(encoding="utf-8") for clock in clocks)]
    assert [name for name in asking if not name.startswith(allowed)] == []

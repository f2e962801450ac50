"""The layers and sizes of docs/architecture.md."""

import ast
from pathlib import Path

import pytest

from tests.paths import ROOT

FILES = [
    path
    for app in ("yogasite", "poses", "journal")
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
]
LAYERS = {
    "journal": ("domain", "models", "actions", "pages", "exchange reminders", "web", "management"),
    "poses": ("domain", "models", "actions", "pages", "web", "management"),
}
"""Each layer may import those before its own, and itself. Two names in one place do not know each other."""
WHERE_DJANGO_WANTS = {"admin": "web", "apps": "web", "__init__": "domain"}
"""Files that Django looks for beside the layers, and the layer that each counts as."""
PURE = (
    "journal/domain/evidence/",
    "journal/domain/charts/",
    "journal/domain/nights.py",
    "journal/domain/reminder_schedule.py",
    "journal/domain/demo.py",
    "poses/domain/figures/",
    "poses/domain/toml_reader.py",
    "poses/domain/timing.py",
    "poses/domain/numbers.py",
    "poses/domain/search.py",
)
"""Parts that do without Django altogether."""
OF_DJANGO = (
    "django.utils.",
    "django.db.models.TextChoices",
    "django.db.models.IntegerChoices",
    "django.db.models.Choices",
)
"""What a domain may take of Django: words, and the types of answers."""
LONGEST_FILE, LONGEST_FUNCTION = 300, 40


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def imports_of(path):
    """Return everything that a file imports, wherever in it: names with their modules ("a.b.c" for c of a.b)."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def layer_of(app, name):
    """Return the layer of what stands right below an app; a name that belongs to none is a KeyError."""
    layers = {each: each for names in LAYERS[app] for each in names.split()} | WHERE_DJANGO_WANTS
    return layers[name]


def closed_to(app, layer):
    """Return the layers that one may not import."""
    step = next(number for number, names in enumerate(LAYERS[app]) if layer in names.split())
    beside = [each for each in LAYERS[app][step].split() if each != layer]
    return {*beside, *(each for names in LAYERS[app][step + 1 :] for each in names.split())}


def wrong_imports(path, app):
    """Return the imports of a file that lead to a layer that is closed to its own."""
    closed = closed_to(app, layer_of(app, path.relative_to(ROOT).with_suffix("").parts[1]))
    inside = [module for module in imports_of(path) if module.startswith(f"{app}.")]
    return [module for module in inside if layer_of(app, module.split(".")[1]) in closed]


def offenders(paths, is_forbidden):
    return [(name_of(path), module) for path in paths for module in imports_of(path) if is_forbidden(module)]


MAY_PASS_ON = ("journal/models", "poses/models", "journal/domain/evidence")
"""Django looks for models in their package; `compare` and `randomised` are what others call of the statistics."""


@pytest.mark.parametrize("path", [path for path in FILES if path.name == "__init__.py"], ids=name_of)
def test_a_package_does_not_pass_on_the_names_of_its_modules(path):
    if name_of(path.parent) not in MAY_PASS_ON:
        assert imports_of(path) - {"__future__.annotations"} == set()


OF_APPS = [(path, app) for app in LAYERS for path in FILES if name_of(path).startswith(f"{app}/")]


@pytest.mark.parametrize(("path", "app"), OF_APPS, ids=lambda each: name_of(each) if isinstance(each, Path) else each)
def test_a_file_belongs_to_a_layer_and_imports_none_above(path, app):
    assert wrong_imports(path, app) == []


PLANTED = {
    "journal/domain/nights.py": "from journal.models import cramps",
    "journal/domain/charts/marks.py": "from journal.web import urls",
    "journal/models/cramps.py": "from journal.actions import cramps",
    "journal/models/days.py": "from journal.pages import today",
    "journal/actions/cramps.py": "from journal.pages.trend import page",
    "journal/pages/today.py": "from journal.web.views import trend",
    "journal/pages/counts.py": "import journal.exchange.schema",
    "journal/exchange/plan.py": "from journal.reminders import select",
    "journal/reminders/select.py": "from journal.web.access import diary_of",
    "journal/web/access.py": "from journal.management import commands",
    "poses/domain/timing.py": "from poses.models.pose import Pose",
    "poses/models/pose.py": "def late():\n    from poses.actions import save_pose",
}


@pytest.mark.parametrize(("name", "line"), PLANTED.items(), ids=PLANTED)
def test_an_import_of_what_stands_above_is_found(monkeypatch, name, line):
    path, read = ROOT / name, Path.read_text
    monkeypatch.setattr(Path, "read_text", lambda self, **how: read(self, **how) + "\n" + line)
    assert wrong_imports(path, name.partition("/")[0]) != []


@pytest.mark.parametrize("name", ["journal.evidence", "journal.helpers", "poses.stations"])
def test_a_file_outside_the_layers_is_found(name):
    app, module = name.split(".")
    with pytest.raises(KeyError):
        layer_of(app, module)


def test_no_two_modules_lead_to_each_other():
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
    leads = {name: set() for name in modules}
    for name, path in modules.items():
        for module in imports_of(path):
            target = module if module in modules else module.rpartition(".")[0]
            if target in modules and target != name:
                leads[name].add(target)
    while True:  # take away what leads nowhere, until only circles are left
        ends = {name for name, targets in leads.items() if not targets}
        if not ends:
            break
        leads = {name: targets - ends for name, targets in leads.items() if name not in ends}
    assert leads == {}


def test_pure_parts_do_without_django():
    pure = [path for path in FILES if name_of(path).startswith(PURE)]
    foreign = ("django", "journal.models", "poses.models", "yogasite", "csp", "allauth")
    assert len(pure) > 30
    assert offenders(pure, lambda module: module.startswith(foreign)) == []


def test_a_domain_asks_no_database_and_no_request():
    domain = [path for path in FILES if name_of(path).startswith(("journal/domain/", "poses/domain/"))]
    assert offenders(domain, lambda module: module.startswith("django") and not module.startswith(OF_DJANGO)) == []


def test_the_kernel_knows_no_app():
    kernel = [path for path in FILES if name_of(path).startswith("yogasite/") and path.name not in ("urls.py",)]
    assert offenders(kernel, lambda module: module.startswith(("poses", "journal"))) == []


def test_poses_do_not_know_the_journal():
    poses = [path for path in FILES if name_of(path).startswith("poses/")]
    assert offenders(poses, lambda module: module.startswith("journal")) == []


def test_the_journal_writes_no_pose_and_opens_none_of_their_addresses():
    journal = [path for path in FILES if name_of(path).startswith("journal/")]
    assert offenders(journal, lambda module: module.startswith(("poses.actions", "poses.web"))) == []


def test_only_reminders_and_commands_reach_the_network():
    """A page that waited for a push service would wait as long as it likes. Mails of accounts have a short limit."""
    network = ("requests", "pywebpush", "smtplib", "socket", *(f"journal.reminders.{each}" for each in SENDERS))
    senders = ["yogasite/smtp.py", *(f"journal/reminders/{each}.py" for each in SENDERS)]
    others = [path for path in FILES if name_of(path) not in senders and "management" not in path.parts]
    assert offenders(others, lambda module: module.startswith(network)) == []


SENDERS = ("dispatch", "mail_run", "web_push", "public_hosts", "short_answers")


def test_settings_are_imported_by_nobody():
    assert offenders(FILES, lambda module: module.startswith("yogasite.settings")) == []


@pytest.mark.parametrize("path", [path for path in FILES if "/views" in name_of(path)], ids=name_of)
def test_a_view_makes_no_query_and_no_write_of_its_own(path):
    text = path.read_text(encoding="utf-8")
    assert not any(word in text for word in (".filter(", ".save(", ".delete()", ".create("))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_stay_short(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    assert [each.name for each in functions if each.end_lineno - each.lineno >= LONGEST_FUNCTION] == []


def test_only_boundaries_ask_the_clock():
    clocks = ("timezone.now()", "dt.datetime.now(", "dt.date.today(", "timezone.localdate(")
    allowed = (
        "journal/web/views/",
        "journal/web/access.py",
        "journal/management/",
        "poses/management/",
        "yogasite/management/",
        "journal/web/api/",
    )
    asking = [name_of(path) for path in FILES if any(clock in path.read_text(encoding="utf-8") for clock in clocks)]
    assert [name for name in asking if not name.startswith(allowed)] == []

"""Every migration, and every released version's data, goes forward and back without a loss."""

import uuid
from pathlib import Path

import pytest
from django.apps import apps as present
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.releases import rows
from tests.releases.rows import APPS

ALIAS = "other"
NEWER = {"poses.libraryedition": [{"id": 1, "number": 7}]}
"""Rows of tables that the first version did not have."""
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.sweep]


@pytest.fixture
def database(tmp_path):
    """An empty database beside that of the tests: a migration that fails half-way spoils no other test."""
    other = connection.copy(ALIAS)
    other.settings_dict = connection.settings_dict | {"NAME": str(tmp_path / "other.sqlite3")}
    if connection.vendor == "postgresql":
        other.settings_dict["NAME"] = f"{connection.settings_dict['NAME']}_{ALIAS}"
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{other.settings_dict["NAME"]}"')
    connections[ALIAS] = other
    yield other
    other.close()
    del connections[ALIAS]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{other.settings_dict["NAME"]}"')


def moved(database, targets):
    """Migrate, and return the models of that version."""
    executor = MigrationExecutor(database)
    executor.migrate(targets)
    return MigrationLoader(database).project_state(targets).apps


# Released versions -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", rows.releases())
def test_a_released_version_is_brought_up_to_date_and_back_without_a_loss(database, name):
    migrations, planted = rows.release(name)
    then = moved(database, migrations)
    rows.plant(then, planted, ALIAS)
    assert rows.all_written(then, ALIAS) == planted
    today = moved(database, MigrationExecutor(database).loader.graph.leaf_nodes())
    before, after = rows.kept(planted, rows.all_written(today, ALIAS))
    assert before == after
    then = moved(database, migrations)
    assert rows.all_written(then, ALIAS) == planted


@pytest.mark.parametrize(
    ("item", "parent"), [("PracticeItem", "practice"), ("OwnRoutineItem", "routine")], ids=["practice", "routine"]
)
def test_the_poses_of_the_first_version_get_the_diary_they_belong_to(database, item, parent):
    migrations, planted = rows.release("1.0.0")
    rows.plant(moved(database, migrations), planted, ALIAS)
    model = moved(database, MigrationExecutor(database).loader.graph.leaf_nodes()).get_model("journal", item)
    found = list(model.objects.using(ALIAS).values_list("diary", f"{parent}__diary"))
    assert [own == theirs for own, theirs in found] == [True] * len(found) != []


@pytest.mark.parametrize("name", rows.releases())
def test_a_released_version_has_a_row_in_every_table_and_few_of_them(name):
    _migrations, planted = rows.release(name)
    size = (Path(rows.FOLDER) / name / rows.FILE).stat().st_size
    assert ([label for label, found in planted.items() if not found], size < 60_000) == ([], True)


def test_the_first_version_is_kept():
    assert "1.0.0" in rows.releases()


# Each step -------------------------------------------------------------------------------------------------


def steps(database):
    """Return every migration in order."""
    executor = MigrationExecutor(database)
    return [migration for migration, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def forward(database, migration, state):
    with database.schema_editor(atomic=migration.atomic) as editor:
        return migration.apply(state.clone(), editor)


def back(database, migration, state):
    with database.schema_editor(atomic=migration.atomic) as editor:
        migration.unapply(state.clone(), editor)


def planted_anew(state, planted):
    """Plant rows into the tables that have none; return all that stands there then."""
    fresh = {model._meta.label_lower for model in rows.models_of(state.apps)} - planted.keys()
    _migrations, given = rows.release("1.0.0")
    rows.plant(state.apps, {label: (given | NEWER)[label] for label in fresh}, ALIAS)
    return rows.all_written(state.apps, ALIAS)


def test_every_migration_keeps_what_both_sides_have_forward_and_back(database):
    state, states, planted, lost = ProjectState(), [], {}, []
    plan = steps(database)
    for migration in plan:
        states.append(state)
        state = forward(database, migration, state)
        if migration.app_label not in APPS:
            continue
        before, after = rows.kept(planted, rows.all_written(state.apps, ALIAS))
        lost += [] if before == after else [f"forward: {migration}"]
        planted = planted_anew(state, planted)
    for migration, earlier in zip(reversed(plan), reversed(states), strict=True):
        if migration.app_label in APPS:
            before = rows.all_written(state.apps, ALIAS)
            back(database, migration, earlier)
            kept = rows.kept(before, rows.all_written(earlier.apps, ALIAS))
            lost += [] if kept[0] == kept[1] else [f"back: {migration}"]
            state = earlier
    assert (lost, {*planted}) == ([], {model._meta.label_lower for model in rows.models_of(present)})


def test_a_link_to_a_span_that_reports_no_longer_have_shows_less_not_more(database):
    before = moved(database, [("journal", "0015_push_device_key")])
    _migrations, given = rows.release("1.0.0")
    (link,) = given["journal.sharedreport"]
    links = [
        link | {"id": number, "span": span, "digest": span, "uuid": str(uuid.UUID(int=number))}
        for number, span in enumerate(("8w", "6m", "all", "3m"))
    ]
    rows.plant(before, {name: given[name] for name in ("accounts.user", "journal.diary")}, ALIAS)
    rows.plant(before, {"journal.sharedreport": links}, ALIAS)
    after = moved(database, [("journal", "0016_shared_report_uses")])
    assert [row["span"] for row in rows.all_written(after, ALIAS)["journal.sharedreport"]] == ["4w", "3m", "1y", "3m"]


def test_a_tick_for_either_blood_pressure_becomes_both(database):
    before = moved(database, [("journal", "0018_diary_of_items")])
    _migrations, given = rows.release("1.0.0")
    diaries = [given["journal.diary"][0] | {"conditions": 64 | 1}]
    rows.plant(before, {"accounts.user": given["accounts.user"], "journal.diary": diaries}, ALIAS)
    after = moved(database, MigrationExecutor(database).loader.graph.leaf_nodes())
    assert rows.all_written(after, ALIAS)["journal.diary"][0]["conditions"] == 256 | 512 | 1


def test_quinine_stays_a_medicine_on_the_way_back(database):
    today = moved(database, MigrationExecutor(database).loader.graph.leaf_nodes())
    _migrations, given = rows.release("1.0.0")
    noted = [given["journal.circumstance"][0] | {"kind": "medicine", "medicine": "quinine"}]
    planted = {name: given[name] for name in ("accounts.user", "journal.diary")}
    rows.plant(today, planted | {"journal.circumstance": noted}, ALIAS)
    then = moved(database, [("journal", "0018_diary_of_items")])
    assert then.get_model("journal", "Circumstance").objects.using(ALIAS).get().medicine == "other"


def test_a_stored_drawing_gets_the_names_of_the_style_sheet_and_back(database):
    before = moved(database, [("poses", "0006_no_editions")])
    _migrations, given = rows.release("1.0.0")
    old = '<svg class="yf"><path class="s1 p" d="M1"/></svg>', '{"parts":[["l",0,[[1]]]]}'
    pose, motion = given["poses.pose"][0], given["poses.posemotion"][0]
    rows.plant(before, {"poses.pose": [pose | {"plate_svg": old[0]}]}, ALIAS)
    rows.plant(before, {"poses.posemotion": [motion | {"pose": pose["id"], "track": old[1]}]}, ALIAS)

    def stored(target):
        model = moved(database, [("poses", target)]).get_model("poses", "PoseMotion")
        return model.objects.using(ALIAS).values_list("pose__plate_svg", "track").get()

    new = '<svg class="figure"><path class="skin patch" d="M1"/></svg>', '{"parts":[["leg",0,[[1]]]]}'
    assert (stored("0007_figure_classes"), stored("0006_no_editions")) == (new, old)


def test_no_migration_is_a_one_way_street():
    ours = {node: each for node, each in MigrationLoader(None).disk_migrations.items() if node[0] in APPS}
    one_way = [node for node, each in ours.items() if not all(step.reversible for step in each.operations)]
    assert (len(ours) > 20, one_way) == (True, [])

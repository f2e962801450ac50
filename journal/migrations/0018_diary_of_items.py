"""Give the poses of practices and of own routines the diary of what they belong to."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

ITEMS = (("PracticeItem", "Practice", "practice_id"), ("OwnRoutineItem", "OwnRoutine", "routine_id"))


def take_from_parents(apps, schema_editor):
    alias = schema_editor.connection.alias
    for item, parent, key in ITEMS:
        parents = apps.get_model("journal", parent).objects.using(alias).filter(pk=OuterRef(key))
        apps.get_model("journal", item).objects.using(alias).update(diary_id=Subquery(parents.values("diary_id")[:1]))


def of_diary(**options):
    return models.ForeignKey(
        db_index=False, on_delete=models.deletion.CASCADE, related_name="+", to="journal.diary", **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0017_diary_edition"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="ownroutineitem", name="own_routine_position_once"),
        migrations.RemoveConstraint(model_name="practiceitem", name="practice_item_position_once"),
        migrations.AddField(model_name="ownroutineitem", name="diary", field=of_diary(null=True)),
        migrations.AddField(model_name="practiceitem", name="diary", field=of_diary(null=True)),
        migrations.RunPython(take_from_parents, migrations.RunPython.noop),
        migrations.AlterField(model_name="ownroutineitem", name="diary", field=of_diary()),
        migrations.AlterField(model_name="practiceitem", name="diary", field=of_diary()),
        migrations.AddConstraint(
            model_name="ownroutineitem",
            constraint=models.UniqueConstraint(
                fields=("diary", "routine", "position"), name="own_routine_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="practiceitem",
            constraint=models.UniqueConstraint(
                fields=("diary", "practice", "position"), name="practice_item_position_once"
            ),
        ),
    ]

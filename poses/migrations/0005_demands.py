"""Say of a pose what it asks of the body, where until now each named the people who should leave it.

What an editor said is kept: each condition becomes one demand that rules the pose out for the same people, and some more.
"""

from django.core.validators import MaxValueValidator
from django.db import migrations, models

DEMAND_OF = {1: 1, 2: 256, 4: 32, 8: 16, 16: 8, 32: 4, 64: 2, 128: 128}
"""Of each condition of then: glaucoma, osteoporosis, a new joint, no kneeling, no lying on the front, pregnancy, blood
pressure, balance."""
CONDITION_OF = {demand: condition for condition, demand in DEMAND_OF.items()}
FIELDS = (("not_for", "demands"), ("easier_not_for", "easier_demands"))


def mapped(value, by):
    return sum(after for before, after in by.items() if (value or 0) & before)


def change(apps, alias, pairs, by):
    for pose in apps.get_model("poses", "Pose").objects.using(alias).all():
        for old, new in pairs:
            setattr(pose, new, mapped(getattr(pose, old), by))
            if old in pose.loaded:
                pose.loaded[new] = mapped(pose.loaded.pop(old), by)
        pose.save(update_fields=[*(new for _old, new in pairs), "loaded"])


def forwards(apps, schema_editor):
    change(apps, schema_editor.connection.alias, FIELDS, DEMAND_OF)


def backwards(apps, schema_editor):
    for pose in apps.get_model("poses", "Pose").objects.using(schema_editor.connection.alias).all():
        if pose.loaded.pop("later_hold_seconds", None) is not None:
            pose.save(update_fields=["loaded"])
    change(apps, schema_editor.connection.alias, [(new, old) for old, new in FIELDS], CONDITION_OF)


def limited(field, high):
    return models.CheckConstraint(
        condition=models.Q((f"{field}__gte", 0), (f"{field}__lte", high)),
        name=f"pose_{field}_known",
        violation_error_message=f"Choose a number from 0 to {high}.",
    )


class Migration(migrations.Migration):
    dependencies = [("poses", "0004_library_edition")]

    operations = [
        migrations.AlterField(
            "pose",
            "evidence",
            models.CharField(
                choices=[
                    ("same", "Same as a stretch from a trial"),
                    ("similar", "Like a stretch from a trial, but not tested"),
                    ("none", "No trial for cramps found"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField("pose", "demands", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("pose", "easier_demands", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "pose",
            "later_hold_seconds",
            models.PositiveIntegerField(
                default=0,
                help_text="How long it may be held once the first dose is easy; 0 where the dose stays.",
                validators=[MaxValueValidator(1800)],
            ),
        ),
        migrations.RunPython(forwards, backwards),
        migrations.RemoveConstraint("pose", "pose_not_for_known"),
        migrations.RemoveConstraint("pose", "pose_easier_not_for_known"),
        migrations.RemoveField("pose", "not_for"),
        migrations.RemoveField("pose", "easier_not_for"),
        migrations.AddConstraint("pose", limited("demands", 16383)),
        migrations.AddConstraint("pose", limited("easier_demands", 16383)),
        migrations.AddConstraint(
            "pose",
            models.CheckConstraint(
                condition=models.Q(("later_hold_seconds__gte", 0), ("later_hold_seconds__lte", 1800)),
                name="pose_later_hold_up_to_30_minutes",
                violation_error_message="Choose a number from 0 to 1800.",
            ),
        ),
    ]

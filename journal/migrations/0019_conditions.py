"""Part high from low blood pressure, and make room for more of what rules poses out."""

from django.db import migrations, models

EITHER, HIGH, LOW = 64, 256, 512
KNOWN_BEFORE = 255


def part(apps, schema_editor):
    diaries = apps.get_model("journal", "Diary").objects.using(schema_editor.connection.alias)
    for diary in diaries.annotate(either=models.F("conditions").bitand(EITHER)).filter(either__gt=0):
        diary.conditions = (diary.conditions & ~EITHER) | HIGH | LOW
        diary.save(update_fields=["conditions"])


def join(apps, schema_editor):
    diaries = apps.get_model("journal", "Diary").objects.using(schema_editor.connection.alias)
    for diary in diaries.filter(conditions__gt=KNOWN_BEFORE):
        either = EITHER if diary.conditions & (HIGH | LOW) else 0
        diary.conditions = (diary.conditions & KNOWN_BEFORE) | either
        diary.save(update_fields=["conditions"])


def known(highest):
    return models.CheckConstraint(
        condition=models.Q(("conditions__gte", 0), ("conditions__lte", highest)),
        name="diary_conditions_known",
        violation_error_message=f"Choose a number from 0 to {highest}.",
    )


class Migration(migrations.Migration):
    dependencies = [("journal", "0018_diary_of_items")]

    operations = [
        migrations.RemoveConstraint("diary", "diary_conditions_known"),
        migrations.AlterField("diary", "conditions", models.PositiveIntegerField(default=0)),
        migrations.RunPython(part, join),
        migrations.AddConstraint("diary", known(65471)),
    ]

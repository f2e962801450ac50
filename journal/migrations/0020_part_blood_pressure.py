"""Part high from low blood pressure: a tick that meant either becomes both."""

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


class Migration(migrations.Migration):
    dependencies = [("journal", "0019_wider_conditions")]

    operations = [migrations.RunPython(part, join)]

import uuid

from django.db import migrations, models

AT_ONCE = 500


def identify(apps, schema_editor):
    """Give every diary one of its own: a default of the new column would be the same for all that are there."""
    diaries = apps.get_model("journal", "Diary")._base_manager.using(schema_editor.connection.alias)
    found = list(diaries.only("pk"))
    for diary in found:
        diary.identifier = uuid.uuid4()
    diaries.bulk_update(found, ["identifier"], batch_size=AT_ONCE)


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0023_no_editions"),
    ]

    operations = [
        migrations.AddField(
            model_name="diary",
            name="identifier",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.RunPython(identify, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="diary",
            name="identifier",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]

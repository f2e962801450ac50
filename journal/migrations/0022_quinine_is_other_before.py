"""On the way back, quinine is another medicine: what was noted stays, under a name that the older version knows."""

from django.db import migrations


def forget(apps, schema_editor):
    circumstances = apps.get_model("journal", "Circumstance").objects.using(schema_editor.connection.alias)
    circumstances.filter(medicine="quinine").update(medicine="other")


class Migration(migrations.Migration):
    dependencies = [("journal", "0021_conditions_and_quinine")]

    operations = [migrations.RunPython(migrations.RunPython.noop, forget)]

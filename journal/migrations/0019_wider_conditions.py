"""Make room for more of what rules poses out. A migration of its own: it makes PostgreSQL write the table anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0018_diary_of_items")]

    operations = [
        migrations.RemoveConstraint("diary", "diary_conditions_known"),
        migrations.AlterField("diary", "conditions", models.PositiveIntegerField(default=0)),
    ]

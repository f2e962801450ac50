"""Give the drawings that are stored the class names of the style sheet: a pose that an editor changed is not redrawn."""

import hashlib
import json
import re

from django.db import migrations

COLOURS = {"s": "skin", "l": "leg", "t": "shirt", "h": "hair"}
NAMES = {f"{old}1": new for old, new in COLOURS.items()} | {
    "s2": "skin2", "l2": "leg2", "yf": "figure", "sh": "shadow", "p": "patch",
    "sk": "outline", "mu": "worked", "mo": "idle", "ax": "axis", "b": "bold",
}
CLASSES = re.compile(r'(?<= class=")[^"]+')


def turned(names):
    return {new: old for old, new in names.items()}


def rename(apps, alias, names, colours):
    def renamed(svg):
        return CLASSES.sub(lambda found: " ".join(names.get(name, name) for name in found[0].split()), svg)

    for pose in apps.get_model("poses", "Pose").objects.using(alias).all():
        pose.plate_svg, pose.easier_svg = renamed(pose.plate_svg), renamed(pose.easier_svg)
        pose.leg_map_svg = renamed(pose.leg_map_svg)
        pose.save(update_fields=["plate_svg", "easier_svg", "leg_map_svg"])
    for step in apps.get_model("poses", "PoseStep").objects.using(alias).all():
        step.figure_svg = renamed(step.figure_svg)
        step.save(update_fields=["figure_svg"])
    for motion in apps.get_model("poses", "PoseMotion").objects.using(alias).all():
        track = json.loads(motion.track)
        for part in track.get("parts", []):
            part[0] = colours.get(part[0], part[0])
        text = json.dumps(track, separators=(",", ":"))
        if text == motion.track:
            continue
        motion.track = text
        motion.digest = hashlib.sha256(motion.track.encode()).hexdigest()[:16]
        motion.save(update_fields=["track", "digest"])


def forwards(apps, schema_editor):
    rename(apps, schema_editor.connection.alias, NAMES, COLOURS)


def backwards(apps, schema_editor):
    rename(apps, schema_editor.connection.alias, turned(NAMES), turned(COLOURS))


class Migration(migrations.Migration):

    dependencies = [
        ("poses", "0006_no_editions"),
    ]

    operations = [
        migrations.RunPython(forwards, backwards),
    ]

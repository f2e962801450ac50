"""Where an editor changes the library."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from poses import actions
from poses.models.library import Collection, CollectionPose
from poses.models.pose import Pose, PoseStep
from poses.web.forms import PoseAdminForm


class StepInline(admin.TabularInline):  # type: ignore[type-arg]
    """The steps of a pose."""

    model = PoseStep
    extra = 0


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    """The poses of a collection."""

    model = CollectionPose
    extra = 0


@admin.register(Pose)
class PoseAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A pose with its steps. Loading the content files again keeps what is changed here."""

    form = PoseAdminForm
    list_display = ["name", "sanskrit", "evidence", "order", "published"]
    inlines = [StepInline]

    def save_model(self, request: HttpRequest, obj: Pose, form: Any, change: Any) -> None:
        """Store through the actions, photo first."""
        photo = form.cleaned_data.get("new_photo")
        if photo:
            actions.store_photo(obj, photo)
        actions.save_pose(obj)


@admin.register(Collection)
class CollectionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A collection and its order."""

    list_display = ["name", "slug", "order"]
    inlines = [MembershipInline]

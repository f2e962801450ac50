"""Where an editor changes the library."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from poses import actions
from poses.forms import PoseAdminForm
from poses.models import Collection, CollectionPose, Pose, PoseStep


class StepInline(admin.TabularInline):  # type: ignore[type-arg]
    """The steps of a pose."""

    model = PoseStep
    extra = 0


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    """The poses of a collection."""

    model = CollectionPose
    extra = 0


class LibraryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A part of the library: what changes it, its inlines too, makes a new edition."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Store what belongs to it; the last thing that a change does."""
        super().save_related(request, form, formsets, change)
        actions.renew_edition()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Remove one."""
        super().delete_model(request, obj)
        actions.renew_edition()

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Remove those that were ticked in the list: the one change that Django makes outside a transaction."""
        super().delete_queryset(request, queryset)
        actions.renew_edition()


@admin.register(Pose)
class PoseAdmin(LibraryAdmin):
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
class CollectionAdmin(LibraryAdmin):
    """A collection and its order."""

    list_display = ["name", "slug", "order"]
    inlines = [MembershipInline]

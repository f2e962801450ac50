"""What a reader may ask of the library, and what an editor may send."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poses.actions import WRITTEN_FIELDS
from poses.domain.choices import DEMAND_LABELS, MUSCLE_LABELS, PLACE_LABELS, Demand, Muscle, Place
from poses.domain.photos import ImageRefused, prepare_photo
from poses.models.pose import Pose
from yogasite import flags
from yogasite.forms import Chips, FlagsField

QUERY_LENGTH = 80


class LibraryForm(forms.Form):
    """The filters of the library. Only ever read from an address: nonsense is left out, with a sentence."""

    q = forms.CharField(
        label=_("Find a pose"),
        required=False,
        max_length=QUERY_LENGTH,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    muscle = forms.ChoiceField(choices=[("", _("All")), *flags.choices(MUSCLE_LABELS)], required=False)
    collection = forms.SlugField(required=False)
    place = forms.ChoiceField(
        label=_("Where?"), choices=[("", _("Anywhere")), *flags.choices(PLACE_LABELS)], required=False, widget=Chips
    )
    minutes = forms.ChoiceField(
        label=_("How long?"),
        choices=[
            ("", _("Any length")),
            ("1", _("1 minute")),
            ("2", _("Up to 2 minutes")),
            ("3", _("Up to 3 minutes")),
        ],
        required=False,
        widget=Chips,
    )

    def chosen(self) -> dict[str, str]:
        """Return the valid answers that are not empty."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def unfold(self) -> bool:
        """Whether the choices of place and length are in use, and so should be seen."""
        return bool(self.cleaned_data.get("place") or self.cleaned_data.get("minutes"))


def _boxes(flag: Any, labels: Any, label: Any) -> FlagsField:
    return FlagsField(flag, labels, label, widget=forms.CheckboxSelectMultiple)


def _is_source(source: Any) -> bool:
    """Whether this has a label, and an address that a browser opens and does not run."""
    if not isinstance(source, dict) or not all(isinstance(text, str) for text in source.values()):
        return False
    address = source.get("url", "")
    return bool(source.get("label")) and (not address or address.startswith(("https://", "http://")))


class PoseAdminForm(forms.ModelForm):  # type: ignore[type-arg]
    """An editor's form, with a photo that is checked before anything is stored."""

    new_photo = forms.FileField(
        label=_("Photo"), required=False, help_text=_("JPEG, PNG or WebP; shown instead of the figure.")
    )

    stretches = _boxes(Muscle, MUSCLE_LABELS, _("Stretches"))
    strengthens = _boxes(Muscle, MUSCLE_LABELS, _("Makes stronger"))
    places = _boxes(Place, PLACE_LABELS, _("Places"))
    demands = _boxes(Demand, DEMAND_LABELS, _("What it asks of the body"))
    easier_demands = _boxes(Demand, DEMAND_LABELS, _("What the easier way asks of the body"))

    class Meta:
        model = Pose
        fields = ["slug", *WRITTEN_FIELDS, "published", "photo_alt"]

    def clean_new_photo(self) -> bytes | None:
        """Return the photo's bytes, or refuse it with a sentence."""
        upload: Any = self.cleaned_data.get("new_photo")
        if not upload:
            return None
        data: bytes = upload.read()
        try:
            prepare_photo(data)
        except ImageRefused as error:
            raise forms.ValidationError(str(error)) from error
        return data

    def clean_sources(self) -> list[dict[str, str]]:
        """Return the sources, each with a label, and an address of the web or none: it becomes a link."""
        sources: Any = self.cleaned_data["sources"] or []
        if not isinstance(sources, list) or not all(map(_is_source, sources)):
            raise forms.ValidationError(_("Write a list of {label, url}; each url begins with https:// or is empty."))
        return sources

    def clean(self) -> dict[str, Any]:
        """A photo needs words for people who cannot see it."""
        cleaned = super().clean() or self.cleaned_data
        has_photo = cleaned.get("new_photo") or self.instance.photo
        if has_photo and not cleaned.get("photo_alt"):
            self.add_error("photo_alt", _("Say in words what the photo shows."))
        return cleaned

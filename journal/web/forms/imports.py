"""Bringing a file in: which file, and the yes to its dry run."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from journal.exchange.fields import Unreadable
from journal.exchange.limits import MOST_ROWS_OF_GUEST
from journal.exchange.parse import content_of_upload, parse_upload
from journal.exchange.plan import Plan
from journal.models.diary import Diary
from yogasite.forms import Tick

ACCEPTED = ".zip,.json,.csv,application/zip,application/json,text/csv"

TOO_MANY_FOR_A_GUEST = _(
    "This file has more than %(most)d entries. Keep your diary first, with a name and a password or a passkey. Then "
    "bring the file in."
)


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_(
            "A ZIP or JSON file from Night Heron, a table (CSV) that you kept elsewhere, or the export.zip of Apple "
            "Health: its yoga and stretching."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty."),
            "invalid": _("Choose a file."),
            "missing": _("Choose a file."),
        },
    )

    def __init__(self, *args: Any, diary: Diary, is_one_too_many: bool = False) -> None:
        super().__init__(*args)
        self.diary = diary
        self.is_one_too_many = is_one_too_many

    def clean_file(self) -> bytes:
        """Return what is to be kept of the file, once it could be read. One too many is not even looked at."""
        if self.is_one_too_many:
            raise ValidationError(_("That is a lot of files for one hour. Wait a little, then send this one again."))
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        self.name = "".join(letter for letter in sent.name or "" if letter.isprintable())
        try:
            content = content_of_upload(sent, zone=self.diary.zone)
            parsed = parse_upload(content)
        except Unreadable as error:
            raise ValidationError(str(error)) from error
        if self.diary.owner.is_guest and len(parsed.rows) > MOST_ROWS_OF_GUEST:
            raise ValidationError(TOO_MANY_FOR_A_GUEST % {"most": MOST_ROWS_OF_GUEST})
        return content


class ConsentForm(forms.Form):
    """The yes. What is asked depends on what the dry run found."""

    digest = forms.CharField(widget=forms.HiddenInput)
    leave_out = forms.BooleanField(
        label=_("Leave out what is wrong, and add the rest"),
        widget=Tick,
        error_messages={"required": _("Nothing was added. Tick this, or mend the file and bring it in again.")},
    )
    take_settings = forms.BooleanField(label=_("Take over the settings of the file"), required=False, widget=Tick)

    def __init__(self, data: Any = None, *, plan: Plan, digest: str) -> None:
        super().__init__(data, initial={"digest": digest, "take_settings": plan.is_for_empty_diary})
        if not plan.wrong:
            del self.fields["leave_out"]
        if not plan.settings:
            del self.fields["take_settings"]

    @property
    def takes_settings(self) -> bool:
        """Whether the settings of the file are wanted."""
        return bool(self.cleaned_data.get("take_settings"))

"""What a person may type into the journal, and the sentences that answer a mistake."""

from __future__ import annotations

from journal.forms.circumstances import CircumstanceForm
from journal.forms.cramps import CrampForm, NightForm, QuickCrampForm
from journal.forms.deletion import DeleteForm
from journal.forms.fortnight import FortnightForm
from journal.forms.guests import KeepForm
from journal.forms.imports import ConsentForm, UploadForm
from journal.forms.matching import MatchingForm
from journal.forms.outbox import OutboxForm
from journal.forms.player import ConditionsForm, PlayedForm, RoutineForm
from journal.forms.practices import PracticeForm
from journal.forms.reminders import PushForm
from journal.forms.report import ShareForm
from journal.forms.settings import ExperimentForm, PreferencesForm, TrendForm
from journal.forms.shared import add_errors
from journal.forms.tokens import TokenForm

__all__ = [
    "CircumstanceForm",
    "ConditionsForm",
    "ConsentForm",
    "CrampForm",
    "DeleteForm",
    "ExperimentForm",
    "FortnightForm",
    "KeepForm",
    "MatchingForm",
    "NightForm",
    "OutboxForm",
    "PlayedForm",
    "PracticeForm",
    "PreferencesForm",
    "PushForm",
    "QuickCrampForm",
    "RoutineForm",
    "ShareForm",
    "TokenForm",
    "TrendForm",
    "UploadForm",
    "add_errors",
]

"""Every write to the diary. Functions check their input, run in one transaction and return what they wrote.

Errors are `ValidationError`s keyed by field, worded for the person. "Now" is always a parameter.
"""

from __future__ import annotations

from journal.actions.circumstances import (
    edit_circumstance,
    end_pauses,
    note_circumstance,
    pause_diary,
    remove_circumstance,
    restore,
)
from journal.actions.cramps import (
    HAS_CRAMPS,
    add_details,
    advise,
    check_night,
    confirm_clear,
    edit_cramp,
    log_cramp,
    log_cramp_of_night,
    remove_cramp,
    take_back_clear,
)
from journal.actions.deletion import GRACE, ask_to_delete, keep_after_all, remove_deleted
from journal.actions.diaries import DiaryGone, Gone, change_conditions, change_preferences, open_diary
from journal.actions.evaluations import keep_answer
from journal.actions.experiments import start_experiment, stop_experiment
from journal.actions.fortnights import MOST_CRAMPS, fill_nights
from journal.actions.guests import (
    COOKIE_LIFE,
    guest_with_key,
    keep_guest,
    name_guest,
    note_visit,
    open_guest_diary,
    remove_lost_guests,
    settle_guest,
)
from journal.actions.many import Rows, add_entries, bring_in, put_back, take_out
from journal.actions.practices import (
    Dosed,
    Held,
    edit_practice,
    log_practice,
    remove_practice,
    remove_routine,
    save_routine,
)
from journal.actions.reminders import (
    change_settings,
    claim,
    close_device,
    close_devices,
    close_feed,
    forget_device,
    give_back,
    open_device,
    open_feed,
    set_reminders,
    stop_mails,
)
from journal.actions.shares import MOST_LINKS, MOST_OPENINGS, count_opening, open_shared, share_report, stop_sharing
from journal.actions.tokens import MOST_TOKENS, count_use, make_token, open_token, take_back_token
from journal.actions.uploads import UPLOAD_LIFE, drop_old_uploads, drop_upload, keep_upload

__all__ = [
    "COOKIE_LIFE",
    "GRACE",
    "HAS_CRAMPS",
    "MOST_CRAMPS",
    "MOST_LINKS",
    "MOST_OPENINGS",
    "MOST_TOKENS",
    "UPLOAD_LIFE",
    "DiaryGone",
    "Dosed",
    "Gone",
    "Held",
    "Rows",
    "add_details",
    "add_entries",
    "advise",
    "ask_to_delete",
    "bring_in",
    "change_conditions",
    "change_preferences",
    "change_settings",
    "check_night",
    "claim",
    "close_device",
    "close_devices",
    "close_feed",
    "confirm_clear",
    "count_opening",
    "count_use",
    "drop_old_uploads",
    "drop_upload",
    "edit_circumstance",
    "edit_cramp",
    "edit_practice",
    "end_pauses",
    "fill_nights",
    "forget_device",
    "give_back",
    "guest_with_key",
    "keep_after_all",
    "keep_answer",
    "keep_guest",
    "keep_upload",
    "log_cramp",
    "log_cramp_of_night",
    "log_practice",
    "make_token",
    "name_guest",
    "note_circumstance",
    "note_visit",
    "open_device",
    "open_diary",
    "open_feed",
    "open_guest_diary",
    "open_shared",
    "open_token",
    "pause_diary",
    "put_back",
    "remove_circumstance",
    "remove_cramp",
    "remove_deleted",
    "remove_lost_guests",
    "remove_practice",
    "remove_routine",
    "restore",
    "save_routine",
    "set_reminders",
    "settle_guest",
    "share_report",
    "start_experiment",
    "stop_experiment",
    "stop_mails",
    "stop_sharing",
    "take_back_clear",
    "take_back_token",
    "take_out",
]

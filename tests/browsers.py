"""The browsers of this machine: one that draws no windows, for nearly every test, and a whole one for the rest."""

import os
import shutil

WHOLE = os.environ.get("CHROMIUM") or shutil.which("chromium")
HEADLESS = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or WHOLE

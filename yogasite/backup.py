"""One file with everything that cannot be made again: the database and the photos. Not the secret key.

The file is a tar. Its last member, `manifest.json`, names the version, the migrations and the SHA-256 of every other
member: a file that was cut short has none, and what was changed does not match.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from yogasite.database_copy import Unusable, dump, dump_name, put_back, verify

FORMAT, FORMAT_VERSION = "night-heron-backup", 1
MANIFEST, MEDIA = "manifest.json", "media"
PRIVATE = 0o600
DECRYPTED_BY = {
    ".age": "age --decrypt --identity KEY --output nightheron.backup",
    ".gpg": "gpg --output nightheron.backup --decrypt",
}


def make_backup(path: Path) -> dict[str, Any]:
    """Write a backup to `path` and return its manifest. An earlier file is replaced once all is written."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        copy = Path(folder) / dump_name()
        dump(copy)
        members = {copy.name: copy} | {f"{MEDIA}/{name}": file for name, file in _photos()}
        try:
            partial.touch(mode=PRIVATE)
            manifest = _written(partial, members)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    return manifest


def restore_backup(path: Path) -> dict[str, Any]:
    """Put a backup back and return its manifest. `Unusable` says why not; the present data is then as it was.

    The database changes in one step. The photos follow; those of before are put aside until they are replaced.
    """
    if path.suffix in DECRYPTED_BY:
        raise Unusable(f"It is encrypted. Decrypt it first: {DECRYPTED_BY[path.suffix]} {path}")
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        unpacked = Path(folder)
        _unpack(path, unpacked)
        manifest = _verified(unpacked)
        put_back(unpacked / dump_name())
        _replace_photos(unpacked / MEDIA)
    return manifest


def _photos() -> Iterator[tuple[str, Path]]:
    root = Path(settings.MEDIA_ROOT)
    for file in sorted(root.rglob("*")) if root.is_dir() else []:
        if file.is_file():
            yield file.relative_to(root).as_posix(), file


def _written(partial: Path, members: dict[str, Path]) -> dict[str, Any]:
    manifest = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "site": settings.VERSION,
        "database": connection.vendor,
        "migrations": sorted(MigrationLoader(connection).applied_migrations),
        "files": {name: _digest(file) for name, file in members.items()},
    }
    with tempfile.TemporaryDirectory() as folder:
        last = Path(folder) / MANIFEST
        last.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        with tarfile.open(partial, "w:gz") as archive:
            for name, file in [*members.items(), (MANIFEST, last)]:
                archive.add(file, name, recursive=False)
    return manifest


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _unpack(path: Path, folder: Path) -> None:
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                _unpack_member(archive, member, folder)
    except FileNotFoundError as error:
        raise Unusable(f"There is no file {path}.") from error
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Unusable(f"This file is damaged or no backup: {error}.") from error


def _unpack_member(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Write one file. Only from 3.11.4 on `extractall` can be told to stay in its folder, and Debian 12 has 3.11.2."""
    target, source = folder / member.name, archive.extractfile(member) if member.isreg() else None
    if source is None or ".." in target.parts or not target.is_relative_to(folder):
        raise Unusable("This file holds what no backup holds.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with source, target.open("wb") as written:
        shutil.copyfileobj(source, written)


def _verified(folder: Path) -> dict[str, Any]:
    """Return the manifest of an unpacked backup that may be put back."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unusable("This file breaks off: it has no manifest.") from error
    if manifest.get("format") != FORMAT or manifest.get("version") != FORMAT_VERSION:
        raise Unusable("This file is no backup that this version can read.")
    if manifest["database"] != connection.vendor:
        raise Unusable(f"This backup is of {manifest['database']}, and the site runs on {connection.vendor}.")
    _check_files(folder, manifest["files"])
    known = set(MigrationLoader(connection).disk_migrations)
    newer = [".".join(each) for each in manifest["migrations"] if tuple(each) not in known]
    if newer:
        raise Unusable(f"This backup was made by a newer version ({newer[-1]}). Update first.")
    verify(folder / dump_name())
    return manifest


def _check_files(folder: Path, told: dict[str, str]) -> None:
    found = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} - {MANIFEST}
    if found != set(told) or dump_name() not in found:
        raise Unusable("This file does not hold what its manifest names.")
    for name, digest in told.items():
        if _digest(folder / name) != digest:
            raise Unusable(f"{name} in it is damaged.")


def _replace_photos(fresh: Path) -> None:
    root = Path(settings.MEDIA_ROOT)
    fresh.mkdir(exist_ok=True)
    aside = root.with_name(f".{root.name}.before")
    shutil.rmtree(aside, ignore_errors=True)
    if root.exists():
        root.rename(aside)
    fresh.rename(root)
    shutil.rmtree(aside, ignore_errors=True)

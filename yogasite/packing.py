"""A page that is compressed once and sent many times, with the few words that differ in every copy.

The words of the forms (the token against forged requests, and the identifier that makes a second tap harmless) stand
between parts that are compressed for good. Nothing compressed holds a secret, so its length tells none (BREACH).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FRESH = re.compile(
    rb'(?<=name="csrfmiddlewaretoken" value=")(?P<token>[0-9A-Za-z]{64})(?=")'
    rb'|(?<=name="uuid" value=")(?P<uuid>[0-9a-f]{8}-[0-9a-f-]{27})(?=")'
)
LEVEL = 9
HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""Gzip, by deflate, no name, no time, compressed as well as can be, on no system in particular (RFC 1952)."""
LAST_BLOCK = b"\x01\x00\x00\xff\xff"
"""Nothing more, stored as it is (RFC 1951, 3.2.4)."""


@dataclass(frozen=True)
class Part:
    """Bytes that are the same in every copy, and the same as a run of deflate blocks that ends on a byte."""

    plain: bytes
    deflated: bytes


@dataclass(frozen=True)
class PackedPage:
    """Parts, and between each two the kind of word that belongs there: "token" or "uuid"."""

    parts: tuple[Part, ...]
    blanks: tuple[str, ...]

    def plain(self, words: Sequence[bytes]) -> bytes:
        """Return a copy with these words in the blanks."""
        return b"".join(self._plain_pieces(words))

    def gzipped(self, words: Sequence[bytes]) -> bytes:
        """Return the same copy as gzip."""
        check, size, deflated = 0, 0, []
        for piece in self._plain_pieces(words):
            check, size = zlib.crc32(piece, check), size + len(piece)
        for part, word in zip(self.parts, words, strict=False):
            deflated += [part.deflated, _stored(word)]
        end = struct.pack("<LL", check, size & 0xFFFFFFFF)
        return b"".join([HEADER, *deflated, self.parts[-1].deflated, LAST_BLOCK, end])

    def _plain_pieces(self, words: Sequence[bytes]) -> Iterator[bytes]:
        yield self.parts[0].plain
        for word, part in zip(words, self.parts[1:], strict=True):
            yield word
            yield part.plain


def pack(page: bytes) -> PackedPage:
    """Compress a rendered page, and leave blanks for what must be fresh in each copy."""
    found = list(FRESH.finditer(page))
    ends = [0, *(edge for match in found for edge in match.span()), len(page)]
    pieces = [page[first:last] for first, last in zip(ends[::2], ends[1::2], strict=True)]
    return PackedPage(tuple(map(_part, pieces)), tuple(str(match.lastgroup) for match in found))


def _part(plain: bytes) -> Part:
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Part(plain, deflate.compress(plain) + deflate.flush(zlib.Z_FULL_FLUSH))


def _stored(word: bytes) -> bytes:
    """Return a deflate block that holds a word as it is (RFC 1951, 3.2.4)."""
    return struct.pack("<BHH", 0, len(word), len(word) ^ 0xFFFF) + word

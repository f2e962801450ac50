"""Bodies that come in pieces (`Transfer-Encoding: chunked`), whose length nobody knows before they are read."""

from __future__ import annotations

import tempfile
from typing import IO, Any

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import LimitedStream
from django.http import HttpRequest

IN_MEMORY_BYTES = 1 << 20
PIECE_BYTES = 1 << 16


def is_in_pieces(request: HttpRequest) -> bool:
    """Whether the body of a request has no length. A server that has put the pieces together itself says one."""
    has_length = bool(request.META.get("CONTENT_LENGTH"))
    return not has_length and "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()


def take_in(request: HttpRequest, *, most: int) -> IO[bytes]:
    """Read a body of at most so many bytes and say its length; of a larger one as much as shows that it is.

    The server must know where the body ends (`wsgi.input_terminated`). A large one goes to the disk, until the file
    that is returned is closed. One that is broken off is a BadRequest.
    """
    source = request.META["wsgi.input"]
    body: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115  # the caller closes it
    size = 0
    try:
        while size <= most and (piece := source.read(min(PIECE_BYTES, most + 1 - size))):
            body.write(piece)
            size += len(piece)
    except OSError as error:
        body.close()
        raise BadRequest from error
    body.seek(0)
    request.META["CONTENT_LENGTH"] = str(size)
    request._stream = LimitedStream(body, size)  # type: ignore[assignment]  # noqa: SLF001  # as WSGIRequest does it
    return body  # type: ignore[no-any-return]

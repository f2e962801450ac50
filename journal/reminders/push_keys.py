"""The keys of messages to browsers, this site's and theirs, and where a push service may live."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

from journal.reminders.public_addresses import is_public_address


def new_key() -> str:
    """Make a private key for the environment."""
    vapid = Vapid02()
    vapid.generate_keys()
    number: int = vapid.private_key.private_numbers().private_value
    return urlsafe_b64encode(number.to_bytes(32, "big")).decode().rstrip("=")


def public_key() -> str:
    """Return the key that browsers need to subscribe, empty where the site has none."""
    return _public_key(settings.VAPID_PRIVATE_KEY) if settings.VAPID_PRIVATE_KEY else ""


@cache
def _public_key(private: str) -> str:
    point = Vapid02.from_string(private).public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).decode().rstrip("=")


def is_endpoint(address: str) -> bool:
    """Whether a push service may live at `address`."""
    return is_public_address(address) or is_trusted(address)


def are_keys(p256dh: str, auth: str) -> bool:
    """Whether a message can be encrypted to these two: a point of the curve, and 16 bytes."""
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), _bytes(p256dh))
        return len(_bytes(auth)) == 16
    except ValueError:
        return False


def is_trusted(address: str) -> bool:
    """Whether `address` is at the one service that the host vouches for, though it is not public."""
    origin = settings.PUSH_TRUSTED_ORIGIN
    return bool(origin) and address.startswith(f"{origin}/")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))

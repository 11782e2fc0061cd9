"""Pseudonyms: keyed, one-way, apart for each kind of id, so that records can be linked and nobody named."""

from __future__ import annotations

import base64
import hashlib
import hmac

SHORTEST_KEY = 16
_PREFIX = "p-"
_BODY = 10
_TAG = 5


def check_key(key: bytes) -> None:
    """Raise `ValueError` for a key that could be guessed; the key itself is never shown."""
    if len(key) < SHORTEST_KEY:
        message = f"the key for pseudonyms has {len(key)} bytes: use at least {SHORTEST_KEY}, from secrets.token_bytes"
        raise ValueError(message)


def pseudonym(key: bytes, domain: str, text: str) -> str:
    """Return the pseudonym of an id, such as ``p-`` and 24 letters and digits: the same for the same key, domain, text.

    HMAC-SHA-256 (RFC 2104) over the length of the domain, the domain and the text, cut to 80 bits: an id of one domain
    cannot be linked to the same id of another, nor be found again without the key. The last letters tell, to whoever
    has the key, that it is one of its pseudonyms. Raises `ValueError` for a short key.
    """
    check_key(key)
    name = domain.encode()
    body = _letters(_digest(key, b"id", len(name).to_bytes(4, "big") + name + text.encode())[:_BODY])
    return _PREFIX + body + _tag(key, body)


def is_pseudonym(key: bytes, text: str) -> bool:
    """Return whether a text is a pseudonym made with this key."""
    body = text[len(_PREFIX) : -len(_letters(bytes(_TAG)))]
    return text.startswith(_PREFIX) and hmac.compare_digest(text.encode(), (_PREFIX + body + _tag(key, body)).encode())


def _tag(key: bytes, body: str) -> str:
    return _letters(_digest(key, b"tag", body.encode())[:_TAG])


def _digest(key: bytes, use: bytes, data: bytes) -> bytes:
    return hmac.new(key, use + b"\0" + data, hashlib.sha256).digest()


def _letters(data: bytes) -> str:
    return base64.b32encode(data).decode().lower()

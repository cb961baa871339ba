"""Tickets that anybody can check by a public key, and links that only the portal can check.

A ticket (a QR on paper) is signed by ECDSA over P-256, which every phone's browser checks by itself, without a
network. A link is under HMAC and shorter. Both zones make and check both: mails are written at the desk, pages are
served by the site.
"""

import base64
import binascii
import hmac
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from pacc.vault.keyring import derived, ticket_secret

SIGNATURE_BYTES = 64  # r and s, 32 bytes each, as WebCrypto wants them
_HALF = SIGNATURE_BYTES // 2
_MAC_BYTES = 16
# Order of the group of P-256 (SEC 2, section 2.4.2).
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_ALGORITHM = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


def sign(content: bytes) -> bytes:
    """The signature alone, the same each time. Costs about 50 us."""
    r, s = decode_dss_signature(_private_key(ticket_secret()).sign(content, _ALGORITHM))
    return r.to_bytes(_HALF) + s.to_bytes(_HALF)


def is_signed(content: bytes, signature: bytes) -> bool:
    if len(signature) != SIGNATURE_BYTES:
        return False
    pair = encode_dss_signature(int.from_bytes(signature[:_HALF]), int.from_bytes(signature[_HALF:]))
    try:
        _private_key(ticket_secret()).public_key().verify(pair, content, _ALGORITHM)
    except InvalidSignature:
        return False
    return True


def public_key() -> str:
    """The point, uncompressed (65 bytes), in URL-safe base64: what WebCrypto imports as "raw"."""
    numbers = _private_key(ticket_secret()).public_key().public_numbers()
    return to_text(b"\x04" + numbers.x.to_bytes(_HALF) + numbers.y.to_bytes(_HALF))


def link_token(content: bytes, *, purpose: str) -> str:
    """`content` with a seal that holds for this purpose only, for an address. The content can be read by anybody."""
    return to_text(content + _mac(content, purpose))


def content_of_link(token: str, *, purpose: str) -> bytes | None:
    """What the link holds; None where it was made up or altered, or is of another purpose."""
    whole = from_text(token)
    if whole is None or len(whole) < _MAC_BYTES:
        return None
    content, mac = whole[:-_MAC_BYTES], whole[-_MAC_BYTES:]
    return content if hmac.compare_digest(mac, _mac(content, purpose)) else None


def keyed_digest(text: str, *, purpose: str) -> str:
    """The same for the same text and purpose, and tells nobody without the key what it was. 64 hexadecimal digits."""
    return hmac.digest(derived(ticket_secret(), f"digest {purpose}"), text.encode(), "sha256").hex()


def to_text(content: bytes) -> str:
    """URL-safe base64 without its padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def from_text(text: str) -> bytes | None:
    """The bytes; None for what is not such a text, or one that says the same in other letters."""
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), altchars="-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if to_text(content) == text else None


def _mac(content: bytes, purpose: str) -> bytes:
    return hmac.digest(derived(ticket_secret(), f"link {purpose}"), content, "sha256")[:_MAC_BYTES]


@lru_cache(maxsize=2)
def _private_key(secret: bytes) -> ec.EllipticCurvePrivateKey:
    # 32 uniform bytes are as good as all below the order: what is cut off weighs 2^-32.
    return ec.derive_private_key(1 + int.from_bytes(derived(secret, "tickets")) % (_ORDER - 1), ec.SECP256R1())

"""Tickets and links: what was made up, altered, or meant for something else, is nothing."""

import base64

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from pacc.vault.tickets import content_of_link, from_text, is_signed, link_token, public_key, sign, to_text


def test_signature_is_checked_by_the_public_key_alone():
    signature = sign(b"content")
    point = base64.urlsafe_b64decode(public_key() + "=")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    pair = encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
    key.verify(pair, b"content", ec.ECDSA(hashes.SHA256()))


def test_signature_is_the_same_each_time():
    assert sign(b"content") == sign(b"content")


@pytest.mark.parametrize("place", range(0, 64, 7))
def test_altered_signature_is_none(place):
    signature = bytearray(sign(b"content"))
    signature[place] ^= 1
    assert not is_signed(b"content", bytes(signature))


@pytest.mark.parametrize("signature", [b"", bytes(64), b"\xff" * 64, bytes(63), bytes(65)])
def test_what_is_no_signature_is_refused(signature):
    assert not is_signed(b"content", signature)


def test_link_opens_for_its_purpose_only():
    token = link_token(b"42", purpose="manage")
    assert content_of_link(token, purpose="manage") == b"42"
    assert content_of_link(token, purpose="leave") is None


@given(st.text(max_size=60))
def test_made_up_link_is_none(text):
    assert content_of_link(text, purpose="manage") is None


def test_text_that_says_the_same_in_other_letters_is_none():
    text = to_text(b"\x00")
    assert (text, from_text(text), from_text("AB"), from_text("AA==")) == ("AA", b"\x00", None, None)

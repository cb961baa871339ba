"""Rows of signing in and one's own account, which both zones have."""

from tests.access.table import DOOR, ON, Row, behind_door
from tests.people import CITIZEN

PAGE = Row(get=200, post=405)
OWN_PAGE = Row(get=behind_door(200), post=behind_door(405))
OWN_FORM = Row(get=behind_door(200), post=behind_door(422))
NOBODYS = Row(get=behind_door(404), post=behind_door(404))


def for_nobody(get, post):
    """Whoever is signed in already is led on."""
    return Row(get={CITIZEN: get, "*": ON}, post={CITIZEN: post, "*": ON})


def someones_passkey(world):
    return [world.passkey.pk]


BOTH = {
    "health_live": PAGE,
    "account_login": for_nobody(200, 422),
    "account_logout": Row(get={CITIZEN: ON, "*": 200}, post=ON),
    "account_inactive": PAGE,
    # The people of the tests have no password: nothing to show, nothing to change.
    "account_reauthenticate": Row(get=behind_door(403), post=behind_door(403)),
    "account_change_password": Row(get=behind_door(ON), post=behind_door(ON)),
    "account_reset_password": Row(get=200, post=422),
    "account_reset_password_done": PAGE,
    "account_reset_password_from_key": Row(get=200, post=422, args=lambda world: ["1", "no-such-key"]),
    "account_reset_password_from_key_done": PAGE,
    "accounts:own_account": OWN_PAGE,
    "usersessions_list": Row(get=behind_door(200), post=behind_door(ON)),
    "mfa_index": OWN_PAGE,
    "mfa_authenticate": Row(get={CITIZEN: DOOR, "*": ON}, post={CITIZEN: DOOR, "*": ON}),
    "mfa_reauthenticate": Row(get=behind_door(403), post=behind_door(403)),
    "mfa_activate_totp": OWN_FORM,
    "mfa_deactivate_totp": NOBODYS,
    "mfa_view_recovery_codes": Row(get=behind_door(404), post=behind_door(405)),
    "mfa_generate_recovery_codes": OWN_FORM,
    "mfa_list_webauthn": OWN_PAGE,
    "mfa_add_webauthn": OWN_FORM,
    "mfa_reauthenticate_webauthn": Row(get=behind_door(403), post=behind_door(403)),
    "mfa_remove_webauthn": Row(get=behind_door(404), post=behind_door(404), args=someones_passkey),
    "mfa_edit_webauthn": Row(get=behind_door(404), post=behind_door(404), args=someones_passkey),
    # Only in the demonstration: tests/pacc/accounts/test_demo.py.
    "demo:people": Row(get=404, post=404),
    "demo:mail": Row(get=404, post=404),
    "demo:enter": Row(get=404, post=404, args=lambda world: ["officer"]),
}

"""Who gets a certificate, and the address at which anybody checks one. Values in, values out."""

from pacc.vault.tickets import content_of_link, link_token

_PURPOSE = "certificate"


def least_wanted(least: int | None, half_days: int) -> int:
    """In how many half-days somebody has to have been there: what the admin says, else all. Never none."""
    return max(1, min(least or half_days, half_days))


def certificate_token(certificate_id: int) -> str:
    """For the address in the QR. Nobody can count it up."""
    return link_token(certificate_id.to_bytes(8), purpose=_PURPOSE)


def certificate_of(token: str) -> int | None:
    """The certificate's id; None where the address was made up or altered."""
    content = content_of_link(token, purpose=_PURPOSE)
    return int.from_bytes(content) if content is not None and len(content) == 8 else None

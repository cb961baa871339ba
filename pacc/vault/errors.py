"""What can go wrong with something sealed."""


class VaultError(Exception):
    """Something sealed cannot be made or opened."""


class KeyringAbsent(VaultError):
    """This process has no private keyring: it may seal, never open."""


class CannotOpen(VaultError):
    """Not what was sealed, not for this place, or not with this key. Which of them is not told on purpose."""

"""A rule said no."""

from django.utils.functional import Promise


class DomainError(Exception):
    """A rule said no, with a translated sentence for the person at the screen."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

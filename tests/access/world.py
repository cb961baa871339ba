"""The things that addresses of the matrix name: one of each, of office 3 where it has an office."""

from types import SimpleNamespace

from allauth.mfa.models import Authenticator

from tests.factories.accounts import StaffFactory


def make_world(people, settings):
    """world.people, and what rows ask for. Owners add what their addresses need; `settings` changes zones."""
    return SimpleNamespace(
        people=people,
        posting=people.officer.postings.get(),
        passkey=Authenticator.objects.create(user=StaffFactory(), type="webauthn", data={"name": "key"}),
    )

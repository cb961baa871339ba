"""The things that addresses of the matrix name: one of each, of office 3 where it has an office."""

from types import SimpleNamespace

from allauth.mfa.models import Authenticator

from reports.actions.evidence import clean_evidence
from tests.factories.accounts import StaffFactory
from tests.factories.evidence import some_evidence
from tests.pacc.uploads import samples


def make_world(people, settings):
    """world.people, and what rows ask for. Owners add what their addresses need; `settings` changes zones."""
    picture = some_evidence(samples.jpeg())
    clean_evidence(picture.pk)
    return SimpleNamespace(
        people=people,
        picture=picture,
        document=some_evidence(samples.pdf(), kind="pdf", media_type="application/pdf"),
        posting=people.officer.postings.get(),
        passkey=Authenticator.objects.create(user=StaffFactory(), type="webauthn", data={"name": "key"}),
    )

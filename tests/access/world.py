"""The things that addresses of the matrix name: one of each, of office 3 where it has an office."""

from datetime import timedelta
from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from django.utils import timezone

from networks.actions.invitations import hash_of
from networks.models import Invitation
from reports.actions.evidence import clean_evidence
from reports.models import Tag
from tests.access import workshops
from tests.factories.accounts import StaffFactory
from tests.factories.answer_templates import a_template
from tests.factories.dispatches import a_hand_over, a_referral
from tests.factories.evidence import some_evidence
from tests.factories.holidays import a_holiday
from tests.factories.networks import MembershipFactory
from tests.factories.province_changes import a_change
from tests.factories.saved_filters import a_saved_filter
from tests.pacc.uploads import samples


def make_world(people, settings):
    """world.people, and what rows ask for. Owners add what their addresses need; `settings` changes zones."""
    picture = some_evidence(samples.jpeg())
    clean_evidence(picture.pk)
    network = people.coordinator.memberships.get().network
    letter = Invitation.objects.create(
        network=network,
        email="invited@people.example",
        token_hash=hash_of("some token"),
        sent_on=timezone.localdate(),
        expires_at=timezone.now() + timedelta(days=1),
    )
    return SimpleNamespace(
        people=people,
        picture=picture,
        document=some_evidence(samples.pdf(), kind="pdf", media_type="application/pdf"),
        handed_over=a_hand_over(people.officer),
        referral=a_referral(people.officer),
        posting=people.officer.postings.get(),
        network=network,
        waiting=MembershipFactory(network=network, user=None, state="applied"),
        letter=letter,
        template=a_template(office=people.officer.postings.get().office),
        tag=Tag.objects.create(office=people.officer.postings.get().office, name="ถนน"),
        saved_filter=a_saved_filter(office=people.officer.postings.get().office),
        holiday=a_holiday(timezone.localdate()),
        change=a_change(by=people.portal_admin),
        **workshops.things(people),
        passkey=Authenticator.objects.create(user=StaffFactory(), type="webauthn", data={"name": "key"}),
    )

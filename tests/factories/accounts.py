"""Rows of pacc.accounts."""

import factory
from allauth.account.models import EmailAddress

from pacc.accounts.models import User


class MemberFactory(factory.django.DjangoModelFactory):
    """Somebody who signs in on the site, with a confirmed address."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@people.example")
    name = factory.Sequence(lambda n: f"บุคคล ตัวอย่าง{n}")
    password = "!"

    @factory.post_generation
    def address(self, create, extracted, **_kwargs):
        EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class StaffFactory(MemberFactory):
    """Somebody who signs in at the desk. Give a posting (networks.PostingFactory) or a role, or the door stays shut."""

    is_staff = True

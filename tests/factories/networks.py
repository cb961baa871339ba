"""Rows of networks."""

from datetime import date

import factory

from networks.models import Membership, Network, Office, Posting, Province, ProvinceOffice
from pacc.thai.collation import search_key, sort_key
from tests.factories.accounts import MemberFactory, StaffFactory


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office
        django_get_or_create = ("number",)

    number = factory.Sequence(lambda n: n % 10)
    name_th = factory.LazyAttribute(lambda o: f"สำนักงาน ปปท. เขต {o.number}" if o.number else "ศูนย์รับเรื่อง ส่วนกลาง")
    name_en = factory.LazyAttribute(lambda o: f"PACC Region {o.number}" if o.number else "Central intake")
    short_th = factory.LazyAttribute(lambda o: f"ปปท. เขต {o.number}" if o.number else "ศูนย์รับเรื่อง ส่วนกลาง")
    seat_th = "ที่ตั้ง"
    seat_en = "Seat"
    address_th = "ที่อยู่สำนักงาน"
    phone = "0 2000 0000"


class ProvinceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Province
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: str(10 + n % 90))
    name_th = factory.LazyAttribute(lambda o: f"จังหวัด{o.code}")
    name_en = factory.LazyAttribute(lambda o: f"Province {o.code}")
    sort_key = factory.LazyAttribute(lambda o: sort_key(o.name_th))


class ProvinceOfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProvinceOffice

    province = factory.SubFactory(ProvinceFactory)
    office = factory.SubFactory(OfficeFactory)
    valid_from = date(2015, 10, 1)


class PostingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Posting

    user = factory.SubFactory(StaffFactory)
    office = factory.SubFactory(OfficeFactory, number=3)
    role = Posting.Role.OFFICER
    starts = date(2020, 10, 1)


class NetworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Network

    name = factory.Sequence(lambda n: f"เครือข่ายตัวอย่าง {n}")
    sort_key = factory.LazyAttribute(lambda o: sort_key(o.name))
    search_key = factory.LazyAttribute(lambda o: search_key(o.name))
    level = Network.Level.REGION
    office = factory.SubFactory(OfficeFactory, number=3)
    founded_fiscal_year = 2565


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    network = factory.SubFactory(NetworkFactory)
    user = factory.SubFactory(MemberFactory)
    name = factory.LazyAttribute(lambda o: o.user.name if o.user else "สมาชิก ตัวอย่าง")
    sort_key = factory.LazyAttribute(lambda o: sort_key(o.name))
    state = Membership.State.APPROVED
    since = date(2022, 5, 24)

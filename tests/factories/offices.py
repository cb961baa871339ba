"""Offices, provinces and postings."""

from datetime import date

from networks.models import Office, Posting, Province, ProvinceOffice
from pacc.accounts.models import User

LONG_AGO = date(2020, 1, 1)


def an_office(number: int = 3) -> Office:
    office, _made = Office.objects.get_or_create(
        number=number,
        defaults={
            "name_th": f"สำนักงาน ปปท. เขต {number}",
            "name_en": f"PACC Region {number} Office",
            "short_th": f"ปปท. เขต {number}" if number else "ส่วนกลาง",
            "seat_th": "นครราชสีมา",
            "seat_en": "Nakhon Ratchasima",
            "address_th": "ถนนมิตรภาพ",
            "phone": "044465054",
        },
    )
    return office


def a_province(code: str = "32", name_th: str = "สุรินทร์", name_en: str = "Surin", office: int | None = 3) -> Province:
    """A province, covered by the office since long ago."""
    province, _made = Province.objects.get_or_create(
        code=code, defaults={"name_th": name_th, "name_en": name_en, "sort_key": name_th}
    )
    if office is not None:
        ProvinceOffice.objects.get_or_create(
            province=province, valid_from=LONG_AGO, defaults={"office": an_office(office)}
        )
    return province


def an_officer(
    office: int = 3,
    *,
    role: str = Posting.Role.OFFICER,
    email: str | None = None,
    starts: date = LONG_AGO,
    ends: date | None = None,
) -> User:
    """A member of staff with one posting."""
    email = email or f"{role}-{office}-{User.objects.count()}@example.test"
    user = User.objects.create_user(email, name="กัลยา ลูกแก้ว", is_staff=True)
    Posting.objects.create(user=user, office=an_office(office), role=role, starts=starts, ends=ends)
    return user

"""A corner of Thailand for tests: two provinces, their districts and subdistricts."""

from networks.models import District, Province, Subdistrict
from pacc.thai.collation import sort_key


def surin_and_buriram():
    """(Surin, Buriram), with one district and one subdistrict each."""
    made = []
    for code, province, district, subdistrict in (
        ("32", "สุรินทร์", "ท่าตูม", "หนองบัว"),
        ("31", "บุรีรัมย์", "นางรอง", "ถนนหัก"),
    ):
        row = Province.objects.create(code=code, name_th=province, name_en=province, sort_key=sort_key(province))
        District.objects.create(
            code=f"{code}04", province=row, name_th=district, name_en=district,
            sort_key=sort_key(district, ignore_titles=False),
        )  # fmt: skip
        Subdistrict.objects.create(
            code=f"{code}0401", district_id=f"{code}04", name_th=subdistrict, name_en=subdistrict,
            sort_key=sort_key(subdistrict),
        )  # fmt: skip
        made.append(row)
    return tuple(made)

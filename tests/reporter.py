"""A citizen at a browser without JavaScript, who walks through the wizard."""

import re

from networks.models import District, Subdistrict
from tests.factories.offices import a_province, an_office

WHERE = {"province": "32", "district": "3201", "subdistrict": "320101", "place": "หมู่ 4"}
GOOD = {
    "kind": {"kind": "construction"},
    "where": WHERE,
    "agency": {"agency_kind": "sao", "agency": "อบต. หนองตาข่าย"},
    "when": {"when_day": "", "when_month": "10", "when_year": "2569", "about": "on", "ongoing": "yes"},
    "what": {"narrative": "ป้ายเขียนว่าถนนหนา 15 เซนติเมตร แต่วัดได้ราว 10 เซนติเมตร", "people": "นายช่าง"},
    "files": {},
    "you": {"identity": "anonymous"},
}


def surin_and_bangkok():
    """Two provinces with a district and a subdistrict each, the ten offices, and another province of Surin's office."""
    for number in range(10):
        an_office(number)
    for code, name_th, name_en, office in (
        ("32", "สุรินทร์", "Surin", 3),
        ("31", "บุรีรัมย์", "Buri Ram", 3),
        ("10", "กรุงเทพมหานคร", "Bangkok", 0),
    ):
        province = a_province(code, name_th, name_en, office)
        district = District.objects.create(
            code=f"{code}01", province=province, name_th=f"เมือง{name_th}", name_en=f"Mueang {name_en}", sort_key="ก"
        )
        Subdistrict.objects.create(
            code=f"{code}0101", district=district, name_th="ในเมือง", name_en="Nai Mueang", sort_key="ก"
        )


class Reporter:
    """`seen` on each page is read from the page itself, as a browser does."""

    def __init__(self, client, prefix=""):
        self.client = client
        self.prefix = prefix

    def get(self, path, **extra):
        return self.client.get(f"{self.prefix}/report/{path}", **extra)

    def page(self, path):
        response = self.get(path)
        assert response.status_code == 200, (path, response.status_code, response.headers.get("Location"))
        return response.content.decode()

    def post(self, path, typed=None, **extra):
        return self.client.post(f"{self.prefix}/report/{path}", typed or {}, **extra)

    def begin(self, **typed):
        return self.post("", typed)

    def answer(self, name, typed=None, *, query="", **more):
        """Open the page, type, press a button."""
        address = f"{name}/{query}"
        seen = re.search(r'name="seen" value="(\d+)"', self.page(address))[1]
        return self.post(address, {"seen": seen, **(GOOD[name] if typed is None else typed), **more})

    def walk(self, *, until="check", **answers):
        """Begin, and answer every question before `until`."""
        self.begin()
        return self.walk_on(until=until, **answers)

    def walk_on(self, *, until="check", **answers):
        """Answer every question before `until` of an account that was begun."""
        for name in GOOD:
            if name == until:
                return self
            response = self.answer(name, answers.get(name))
            if response.status_code == 302 and response["Location"].endswith(f"/{name}/"):
                response = self.answer(name, answers.get(name))  # the page asked for more
            assert response.status_code == 302, response.content.decode()
        return self

    @property
    def version(self):
        return re.search(r'name="version" value="(\d+)"', self.page("check/"))[1]

    def send(self):
        return self.post("send/", {"version": self.version})

    def code(self):
        """Reference and code from the receipt."""
        page = self.page("receipt/")
        reference = re.search(r'<p class="code"><span>([0-9A-Z-]+)</span>', page)[1]
        code = re.search(r'<p class="code code-20">(.*?)</p>', page)[1]
        return reference.replace("-", ""), re.sub(r"\D", "", re.sub(r"<[^>]+>", "", code))

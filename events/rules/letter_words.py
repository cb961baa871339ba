"""The places in a letter that are filled in for each reader: {ชื่อ}, {name}. Values in, values out."""

import re
from collections.abc import Mapping

# What stands there, by its name in Thai and in English.
PLACES = {
    "ชื่อ": "name", "งาน": "workshop", "วัน": "days", "สถานที่": "venue", "แผนที่": "map",
    "ผู้ประสานงาน": "contact", "ลิงก์": "link", "แบบสอบถาม": "survey",
}  # fmt: skip
_PLACE = re.compile(r"\{([^{}\n]{1,40})\}")


def unknown_places(text: str) -> list[str]:
    """The places that nothing is known for, each once, as they stand in the text."""
    known = {*PLACES, *PLACES.values()}
    return list(dict.fromkeys(found[0] for found in _PLACE.finditer(text) if found[1].strip() not in known))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; `values` by English name. What is filled in is not looked at again.

    A line with a place for which there is nothing to say ("Map: {map}") is left out.
    """

    def value_of(found: re.Match[str]) -> str:
        name = found[1].strip()
        return values.get(PLACES.get(name, name), found[0])

    lines = (line for line in text.splitlines() if "" not in map(value_of, _PLACE.finditer(line)))
    return "\n".join(_PLACE.sub(value_of, line).rstrip() for line in lines)

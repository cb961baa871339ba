"""Which words a text holds for the index, and which words anything searched for must share with what it stands in.

Not one cut of the text but every word of the dictionary at every place in it, also inside others: whatever stands in a
text, the words within it are among the text's. So a word is found wherever it stands (สินบน in เรียกรับสินบน), and a
name that no cutter would cut alike twice, by the words and syllables within it. Source of the words: PyThaiNLP's lists
(CC0), GeoThai's places, the field's own.
"""

import re
from functools import lru_cache

import ahocorasick_rs
import geothai
from pythainlp.corpus import (
    get_corpus,
    thai_family_names,
    thai_female_names,
    thai_male_names,
    thai_stopwords,
    thai_words,
)

from reports.rules.search.normal import normal

SHORTEST = 3  # letters; what is shorter stands nearly everywhere
_LONGEST = 40
# Latin letters and digits, which a dictionary of Thai does not know. By its beginning: "bribe" finds "bribes".
_RUN = re.compile(r"[a-z0-9]{3,}", re.ASCII)
_FIELDS = (
    "ปปท", "ปปช", "สตง", "อบต", "อบจ", "กทม", "สพป", "สพม", "ทต", "ทม", "รพสต", "กอศ", "ผวจ", "นายก", "ปลัด", "กำนัน",
    "ผู้ใหญ่บ้าน", "สินบน", "ฮั้ว", "ฮั้วประมูล", "เงินทอน", "ใต้โต๊ะ", "เรียกรับ", "จัดซื้อจัดจ้าง", "ทุจริต", "ยักยอก", "เบิกเท็จ", "ตรวจรับ",
    "อีบิดดิ้ง", "สเปก", "ล็อกสเปก", "ธุรการ", "ดำรงธรรม", "พื้นที่สีขาว", "รางวัลนำจับ", "ส่วย", "ค่าหัวคิว", "หัวคิว", "นอมินี",
)  # fmt: skip


def words_in(text: str) -> set[str]:
    """Of a normalised text: what its row in the index stands for. About 20 µs for 200 letters."""
    found = set(_dictionary().find_matches_as_strings(text, overlapping=True))
    for run in set(_RUN.findall(text)):
        found.update(run[:end] for end in range(SHORTEST, min(len(run), _LONGEST) + 1))
    return found


def words_shared(searched: str) -> set[str]:
    """Words that every text which holds `searched` has, too. Empty: the index cannot help."""
    found = set(_dictionary().find_matches_as_strings(searched, overlapping=True))
    # A run that begins what is searched for is taken to begin there too: "bribe" finds "bribes", "ribe" does not.
    return found | {run[:_LONGEST] for run in _RUN.findall(searched)}


def field_words() -> set[str]:
    """The field's own words and every place, normalised."""
    provinces = geothai.provinces()
    districts = [district for province in provinces for district in geothai.districts(province.code)]
    subdistricts = [each for district in districts for each in geothai.subdistricts(district.code)]
    places = [each.name_th for areas in (provinces, districts, subdistricts) for each in areas]
    return {normal(word) for word in (*_FIELDS, *places)}


@lru_cache(maxsize=1)
def dictionary_words() -> frozenset[str]:
    """All words that are looked for, normalised: about 90,000. Without the commonest, which tell nothing apart."""
    general = (
        *thai_words(), *get_corpus("syllables_th.txt"), *thai_family_names(), *thai_female_names(), *thai_male_names(),
    )  # fmt: skip
    known = {normal(word) for word in general} - {normal(word) for word in thai_stopwords()}
    return frozenset(word for word in known | field_words() if SHORTEST <= len(word) <= _LONGEST)


@lru_cache(maxsize=1)
def _dictionary() -> ahocorasick_rs.AhoCorasick:
    """Takes a third of a second, once a process."""
    return ahocorasick_rs.AhoCorasick(sorted(dictionary_words()))

"""The Thai catalogue: folded from one part a room, compared with what the code says, compiled without gettext.

The parts in locale/th/parts/ are the source; locale/th/LC_MESSAGES/ is made of them and in no commit.
"""

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.utils.translation.template import templatize

# What follows the entry's own comment "of Django": a message of a package, said here in the portal's own words.
FOREIGN = "of "
_FUNCTIONS = {
    **{name + lazy: "m" for name in ("gettext",) for lazy in ("", "_lazy", "_noop")},
    "_": "m",
    **{"ngettext" + lazy: "mp" for lazy in ("", "_lazy")},
    **{"pgettext" + lazy: "cm" for lazy in ("", "_lazy")},
    **{"npgettext" + lazy: "cmp" for lazy in ("", "_lazy")},
}
_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE = re.compile(rf"\b(npgettext|ngettext|pgettext|gettext|_)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)")


@dataclass(frozen=True)
class Message:
    """One text of the portal, as the code names it."""

    context: str | None
    text: str
    plural: str | None = field(compare=False, default=None)

    @property
    def key(self) -> tuple[str | None, str]:
        return (self.context, self.text)


def _message(function: str, strings: list[str]) -> Message | None:
    roles = _FUNCTIONS[function]
    if len(strings) < len(roles):
        return None
    by_role = dict(zip(roles, strings, strict=False))
    return Message(by_role.get("c"), by_role["m"], by_role.get("p"))


def _messages_in_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in _FUNCTIONS:
            continue
        strings = []
        for argument in node.args:
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                break
            strings.append(argument.value)
        if message := _message(name, strings):
            yield message


def _messages_in_template(source: str) -> Iterator[Message]:
    for function, strings in _IN_TEMPLATE.findall(templatize(source)):
        literals = [ast.literal_eval(text) for text in re.findall(_STRING, strings)]
        if message := _message(function, literals):
            yield message


def messages_of(root: Path) -> dict[tuple[str | None, str], str]:
    """Every text in code and templates, with the file it stands in; tests and migrations say nothing."""
    found: dict[tuple[str | None, str], str] = {}
    for app in ("pacc", "networks", "reports", "events", "templates"):
        for file in sorted((root / app).rglob("*")):
            if file.suffix == ".py" and "migrations" not in file.parts:
                messages = _messages_in_python(file.read_text(encoding="utf-8"))
            elif app == "templates" and file.suffix in {".html", ".txt"}:
                messages = _messages_in_template(file.read_text(encoding="utf-8"))
            else:
                continue
            for message in messages:
                if message.text:
                    found.setdefault(message.key, str(file.relative_to(root)))
    return found


def fold(parts: Path) -> tuple[polib.POFile, list[str]]:
    """One catalogue of all rooms' parts, and what is wrong with them, in sentences."""
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": "th",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    wrongs: list[str] = []
    known: dict[tuple[str | None, str], tuple[polib.POEntry, str]] = {}
    for part in sorted(parts.glob("*.po")):
        for entry in polib.pofile(str(part), encoding="utf-8"):
            if entry.obsolete:
                wrongs.append(f"{part.name}: obsolete: {entry.msgid}")
                continue
            if entry.fuzzy or not (entry.msgstr or entry.msgstr_plural.get(0)):
                wrongs.append(f"{part.name}: fuzzy or empty: {entry.msgid}")
            key = (entry.msgctxt, entry.msgid)
            if key in known:
                first, where = known[key]
                if (first.msgstr, first.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                    wrongs.append(f"{part.name} and {where} differ: {entry.msgid}")
                continue
            known[key] = (entry, part.name)
            catalogue.append(entry)
    return catalogue, wrongs


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text))


def wrongs_of(root: Path) -> list[str]:
    """All that keeps the Thai catalogue from being complete, in sentences; empty when it is."""
    catalogue, wrongs = fold(root / "locale" / "th" / "parts")
    said = messages_of(root)
    thai = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    wrongs += [f"no Thai for ({where}): {key[1]}" for key, where in said.items() if key not in thai]
    for key, entry in thai.items():
        if key not in said and not entry.tcomment.startswith(FOREIGN):
            wrongs.append(f"nothing says: {key[1]}")
        wanted = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural)
        given = _placeholders(entry.msgstr or entry.msgstr_plural.get(0, ""))
        if given - wanted or (wanted - given and not entry.msgid_plural):
            wrongs.append(f"placeholders differ: {entry.msgid}")
    return wrongs


def compile_catalogue(root: Path) -> bool:
    """Writes django.po and django.mo from the parts; False when they are newer than every part already."""
    parts = root / "locale" / "th" / "parts"
    target = root / "locale" / "th" / "LC_MESSAGES"
    compiled = target / "django.mo"
    newest = max((part.stat().st_mtime_ns for part in [parts, *parts.glob("*.po")]), default=0)
    if compiled.is_file() and compiled.stat().st_mtime_ns > newest:
        return False
    target.mkdir(parents=True, exist_ok=True)
    catalogue, _wrongs = fold(parts)
    catalogue.save(str(target / "django.po"))
    # Several processes may compile at once; each puts a whole file in place.
    own = target / f"django.mo.{os.getpid()}"
    catalogue.save_as_mofile(str(own))
    own.replace(compiled)
    return True

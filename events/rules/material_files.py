"""Which files may be handed out, and what they are, by their first bytes. Values in, values out."""

# By ending: the type that is told, and how such a file begins. An Office file is a ZIP archive.
_KINDS = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (b"PK\x03\x04",)),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (b"PK\x03\x04",)),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", (b"PK\x03\x04",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
}
ENDINGS = tuple(_KINDS)


def media_type_of(name: str, content: bytes) -> str | None:
    """The type by the ending, where the content begins as such a file does; None for all others."""
    ending = name.rpartition(".")[2].lower()
    media_type, beginnings = _KINDS.get(ending, ("", ()))
    return media_type if media_type and content.startswith(beginnings) else None

"""A person's name as one text: title and rank apart from name and surname."""

from pacc.thai.collation import without_titles
from pacc.thai.digits import without_invisible


def one_line(text: str) -> str:
    """The text without invisible letters, tabs and doubled spaces."""
    return " ".join(without_invisible(text).split())


def split_title(full_name: str) -> tuple[str, str]:
    """ "พ.ต.ท.สมชาย ใจดี" gives ("พ.ต.ท.", "สมชาย ใจดี"); a name without a title gives ("", name)."""
    full_name = one_line(full_name)
    name = without_titles(full_name)
    return full_name.removesuffix(name).strip(), name


def join_title(title: str, name: str) -> str:
    """นายสมชาย ใจดี, but Mr. Somchai Jaidee and พ.ต.ท. สมชาย: no gap after a Thai word only."""
    gap = " " if title and (title.endswith(".") or title[-1].isascii()) else ""
    return f"{title}{gap}{name}"

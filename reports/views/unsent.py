"""What a reporter typed and attached on her case's page and has not sent yet: nothing of it is lost by an error."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID, uuid4

from django.http import HttpRequest

from pacc.uploads.refusals import Refusal
from pacc.vault.carried import pack, unpack
from reports.rules.account import AttachedFile
from reports.rules.draft import MAX_FILES
from reports.views.evidence import sorted_out

_PURPOSE = "files of an unsent answer"
# Less than a day: files that nobody names are swept after that.
_MAX_AGE = timedelta(hours=20)
# More than any box of the page takes: what is too long is shown again, to be shortened.
_MOST_LETTERS = 20_000


@dataclass(frozen=True)
class Unsent:
    """Files lie sealed in the store; their keys are only in the page, for the zone that made it.

    They are bound to the form's `send_key`, so that no other form can attach them once more.
    """

    text: str = ""
    send_key: str = field(default_factory=lambda: str(uuid4()))
    carried: list[AttachedFile] = field(default_factory=list)
    taken: list[AttachedFile] = field(default_factory=list)
    refused: list[tuple[str, Refusal]] = field(default_factory=list)

    @classmethod
    def of(cls, request: HttpRequest) -> "Unsent":
        """What came with this request. New files are looked at and kept as far as there is room."""
        send_key = _key_of(request.POST.get("send_key", ""))
        values = unpack(request.POST.get("files", ""), purpose=_PURPOSE, bound_to=send_key) or []
        remove = request.POST.get("remove")
        # What is removed stays sealed in the store until it is swept: this page may be an old one, of an answer
        # that was sent meanwhile, and then the file is evidence.
        carried = [file for file in map(AttachedFile.from_values, values) if file.store_name != remove]
        taken, refused = sorted_out(request.FILES.getlist("attached"))
        room = max(0, MAX_FILES - len(carried))
        refused += [(file.name, Refusal.TOO_MANY) for file in taken[room:]]
        text = request.POST.get("text", "") or request.POST.get("reason", "")
        return cls(text[:_MOST_LETTERS], send_key, carried, taken[:room], refused)

    def again(self) -> "Unsent":
        """The same as another answer; files that went with the first one belong to that."""
        return replace(self, send_key=str(uuid4()), carried=[])

    @property
    def files(self) -> list[AttachedFile]:
        return self.carried + self.taken

    @property
    def packed(self) -> str:
        """The files, for a hidden box of the form; "" where there are none."""
        values = [file.as_values() for file in self.files]
        return pack(values, purpose=_PURPOSE, bound_to=self.send_key, max_age=_MAX_AGE) if values else ""


def _key_of(text: str) -> str:
    """As it was sent; whatever is no key counts as an answer that was not sent before."""
    try:
        return str(UUID(text))
    except ValueError:
        return str(uuid4())

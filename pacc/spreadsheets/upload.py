"""Takes a small file into memory only: Django would spool larger ones to the temporary folder, in clear."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from pacc.spreadsheets.read import MAX_BYTES

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)


class MemoryOnlyHandler(FileUploadHandler):
    """Keeps up to MAX_BYTES + 1 bytes, so that the form sees that a file is too large, and drops the rest."""

    chunk_size = 64 << 10

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = MAX_BYTES + 1 - self._kept.tell()
        if room > 0:
            self._kept.write(raw_data[:room])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        size = self._kept.tell()
        self._kept.seek(0)
        return InMemoryUploadedFile(
            self._kept, self.field_name, self.file_name or "", self.content_type or "", size, self.charset
        )


def takes_small_files(
    view: Callable[Concatenate[R, P], HttpResponse],
) -> Callable[Concatenate[R, P], HttpResponse]:
    """For a view with a file field. The CSRF check moves inside, after the upload handler was set."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def wrapped(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.upload_handlers = [MemoryOnlyHandler(request)]
        return protected(request, *args, **kwargs)

    return cast("Callable[Concatenate[R, P], HttpResponse]", wrapped)

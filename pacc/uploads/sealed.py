"""Takes files that people send into the evidence store: sealed byte by byte as they arrive, in clear nowhere.

Django would spool them to the temporary folder in clear. What a view does not keep is removed when it is done.
"""

import logging
import unicodedata
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from pacc.uploads.refusals import Refusal
from pacc.vault import files
from pacc.vault.files import SealedFile, SealedWriter

log = logging.getLogger("pacc.uploads")

# Source: the portal's stated limits; the texts of `refusals` name them too.
MAX_FILES = 10
MAX_BYTES = 50 * 1024 * 1024
# Boundaries, headers and the form's own fields beside the files.
_BESIDE_FILES = 2 * 1024 * 1024
_LONGEST_NAME = 120

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)


class SealedUpload(UploadedFile):  # type: ignore[type-arg]
    """A file of a form. Either it lies sealed in the store, or `refusal` says why it was not taken."""

    def __init__(
        self, name: str | None, content_type: str, size: int, *, sealed: SealedFile | None, refusal: Refusal | None
    ) -> None:
        self.sealed = sealed
        self.refusal = refusal
        self.is_kept = False
        super().__init__(None, name, content_type, size)

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The content, unsealed piece by piece."""
        if self.sealed is not None:
            yield from files.open_sealed(self.sealed.name, self.sealed.key)

    def keep(self) -> SealedFile:
        """It stays when the request ends. For inside the transaction that makes it part of something:

        a file without a row is swept a day later, a row without its file would be lost evidence.
        """
        if self.sealed is None:
            raise ValueError("a refused file cannot be kept")
        self.is_kept = True
        return self.sealed

    def close(self) -> None:
        if self.sealed is not None and not self.is_kept:
            files.remove(self.sealed.name)


class SealingUploadHandler(FileUploadHandler):
    """Seals while the bytes come in, 64 KiB at a time. Files past the limits are read to their end and not stored."""

    def __init__(self, request: HttpRequest | None = None, *, max_files: int = MAX_FILES) -> None:
        super().__init__(request)
        self.max_files = max_files
        self.taken: list[SealedUpload] = []
        self._writer: SealedWriter | None = None
        self._refusal: Refusal | None = None
        self._count = 0

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        # Somebody who sends more than every file at its limit is not answered in detail (413).
        if content_length > self.max_files * MAX_BYTES + _BESIDE_FILES:
            raise RequestDataTooBig

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._count += 1
        self._refusal = Refusal.TOO_MANY if self._count > self.max_files else None
        self._writer = None if self._refusal else self._opened()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._writer is None:
            return
        if start + len(raw_data) > MAX_BYTES:
            self._refuse(Refusal.SIZE)
            return
        try:
            self._writer.write(raw_data)
        except OSError as error:
            self._fail(error)

    def file_complete(self, file_size: int) -> SealedUpload:
        if self._writer is not None and file_size == 0:
            self._refuse(Refusal.EMPTY)
        sealed = self._finished()
        name = clean_name(self.file_name or "")
        # Django takes a name without a letter for an attack and refuses the whole form.
        name_or_none = None if name in {"", ".", ".."} else name
        upload = SealedUpload(name_or_none, self.content_type or "", file_size, sealed=sealed, refusal=self._refusal)
        self.taken.append(upload)
        return upload

    def upload_interrupted(self) -> None:
        self._drop()

    def remove_unkept(self) -> None:
        self._drop()
        for upload in self.taken:
            upload.close()

    def _opened(self) -> SealedWriter | None:
        try:
            return SealedWriter()
        except OSError as error:
            self._fail(error)
            return None

    def _finished(self) -> SealedFile | None:
        if self._writer is None:
            return None
        try:
            return self._writer.finish()
        except OSError as error:
            self._fail(error)
            return None
        finally:
            self._drop()

    def _refuse(self, reason: Refusal) -> None:
        self._refusal = reason
        self._drop()

    def _fail(self, error: OSError) -> None:
        # A full disk, a store that went away: the person may try again, the operator must hear of it.
        log.error("the evidence store does not take a file: %s", error.strerror)
        self._refuse(Refusal.LOST)

    def _drop(self) -> None:
        if self._writer is not None:
            self._writer.abort()
            self._writer = None


class RefusingUploadHandler(FileUploadHandler):
    """For every view that takes no files: what is sent all the same is read and dropped."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        if content_length > _BESIDE_FILES:
            raise RequestDataTooBig

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


def takes_evidence(
    view: Callable[Concatenate[R, P], HttpResponse],
) -> Callable[Concatenate[R, P], HttpResponse]:
    """For a view with a field of files, each a SealedUpload. The CSRF check moves inside, after the handler is set."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def wrapped(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        handler = SealingUploadHandler(request)
        request.upload_handlers = [handler]
        try:
            return protected(request, *args, **kwargs)
        finally:
            handler.remove_unkept()

    return cast("Callable[Concatenate[R, P], HttpResponse]", wrapped)


def clean_name(name: str) -> str:
    """As it can be shown: without control, direction and invisible letters, the end kept where it is too long."""
    shown = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C").strip()
    if len(shown) <= _LONGEST_NAME:
        return shown
    stem, dot, ending = shown.rpartition(".")
    kept = f"{dot}{ending}" if stem and len(ending) <= 10 else ""
    return shown[: _LONGEST_NAME - len(kept) - 1] + "…" + kept

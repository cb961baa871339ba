"""Is it a PDF with pages? Run in the sandbox."""

import resource
import sys
from io import BytesIO

import pikepdf


def find_randomness() -> None:
    """qpdf opens the kernel's source of randomness at its first need, which must be before nothing can be opened."""
    sealed = BytesIO()
    document = pikepdf.new()
    document.save(sealed, encryption=pikepdf.Encryption(owner="o", user=""))
    pikepdf.open(sealed).close()


def inspect(content: bytes) -> bytes:
    """JSON: kind and media_type, or refused with the reason."""
    try:
        with pikepdf.open(BytesIO(content)) as document:
            has_pages = len(document.pages) > 0
    except pikepdf.PasswordError:
        return b'{"refused": "locked"}'
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError):
        return b'{"refused": "unreadable"}'
    return b'{"kind": "pdf", "media_type": "application/pdf"}' if has_pages else b'{"refused": "unreadable"}'


if __name__ == "__main__":
    find_randomness()
    # From here on this process can open nothing at all, whatever the kernel offers besides.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    sys.stdout.buffer.write(inspect(sys.stdin.buffer.read()))

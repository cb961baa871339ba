"""What a file is called when an officer keeps it: by its content, whatever its sender called it."""

from pathlib import PurePosixPath

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/flac": "flac",
    "audio/webm": "webm",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/ogg": "ogv",
    "video/x-msvideo": "avi",
    "video/x-ms-asf": "wmv",
    "audio/x-ms-asf": "wma",
    "video/mp2t": "ts",
    "video/mpeg": "mpg",
}


def name_by_content(sent: str, media_type: str) -> str:
    """ "สัญญา.html" that decodes as a PDF becomes "สัญญา.pdf": no browser or desktop takes it for a page or program."""
    stem = PurePosixPath(sent.replace("\\", "/")).name
    stem = stem.rpartition(".")[0] or stem
    # Dots would let a second ending through, and Windows drops trailing ones.
    stem = stem.replace(".", "_").strip(" _")
    return f"{stem or 'file'}.{_ENDINGS.get(media_type, 'bin')}"

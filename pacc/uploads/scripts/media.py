"""Is it sound or film that decodes? Run in the sandbox."""

import json
import resource
import sys
from importlib import import_module
from io import BytesIO
from itertools import islice
from pkgutil import walk_packages

import av
from av.container import InputContainer
from av.stream import Disposition, Stream

# PyAV imports the parts of itself at first use, when nothing can be imported any more.
for part in walk_packages(av.__path__, "av."):
    if not part.name.endswith("__main__"):
        import_module(part.name)

# What telephones, recorders and messengers make. No playlists and no formats that name other files.
_FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,ogg,mp3,wav,aac,amr,flac,avi,asf,mpegts,mpeg,aiff,caf"
_CODECS = {
    "h264", "hevc", "vp8", "vp9", "av1", "libdav1d", "mpeg4", "mpeg1video", "mpeg2video", "h263", "mjpeg",
    "msmpeg4v2", "msmpeg4", "wmv1", "wmv2", "wmv3", "vc1", "theora", "aac", "aac_latm", "mp3", "mp3float", "mp2",
    "mp2float", "opus", "libopus", "vorbis", "libvorbis", "flac", "alac", "ac3", "eac3", "amrnb", "amrwb",
    "libopencore_amrnb", "libopencore_amrwb", "wmav1", "wmav2", "wmapro", "gsm", "gsm_ms", "adpcm_ima_wav",
    "adpcm_ms", "adpcm_ima_qt", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le", "pcm_s32be",
    "pcm_f32le", "pcm_f32be", "pcm_u8", "pcm_s8", "pcm_alaw", "pcm_mulaw",
}  # fmt: skip
_MAX_PIXELS = 8192 * 4352  # the largest film a telephone makes
# Text can look like one frame of MP3 by chance; not like so many in a row.
_SOUND_FRAMES = 12
_TYPES = {
    "mov": "mp4", "matroska": "webm", "ogg": "ogg", "mp3": "mpeg", "wav": "wav", "aac": "aac", "amr": "amr",
    "flac": "flac", "avi": "x-msvideo", "asf": "x-ms-asf", "mpegts": "mp2t", "mpeg": "mpeg", "aiff": "aiff",
    "caf": "x-caf",
}  # fmt: skip


def inspect(content: bytes) -> bytes:
    """JSON: kind and media_type, or refused with the reason."""
    options = {"format_whitelist": _FORMATS, "codec_whitelist": ",".join(_CODECS), "protocol_whitelist": "none"}
    try:
        with av.open(BytesIO(content), "r", container_options=options) as container:
            kind = _kind(container)
            name = container.format.name.split(",")[0]
    except Exception:  # decoders raise anything for what they cannot read
        return b'{"refused": "unreadable"}'
    if kind is None:
        return b'{"refused": "unreadable"}'
    return json.dumps({"kind": kind, "media_type": f"{kind}/{_TYPES.get(name, 'octet-stream')}"}).encode()


def _kind(container: InputContainer) -> str | None:
    """A picture in a song's tags does not make it a film."""
    films = [stream for stream in container.streams.video if not stream.disposition & Disposition.attached_pic]
    for film in films[:1]:
        if film.width * film.height > _MAX_PIXELS:
            return None
        return "video" if _decodes(container, film, 1) else None
    for sound in container.streams.audio[:1]:
        return "audio" if _decodes(container, sound, _SOUND_FRAMES) else None
    return None


def _decodes(container: InputContainer, stream: Stream, frames: int) -> bool:
    if stream.codec_context.name not in _CODECS:
        return False
    stream.codec_context.thread_count = 1
    # A short note may have fewer frames: then all of it decoded.
    return sum(1 for _ in islice(container.decode(stream), frames)) > 0


if __name__ == "__main__":
    # From here on this process can open nothing at all, whatever the kernel offers besides.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    sys.stdout.buffer.write(inspect(sys.stdin.buffer.read()))

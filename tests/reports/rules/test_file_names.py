import pytest

from reports.rules.file_names import name_by_content


@pytest.mark.parametrize(
    ("sent", "media_type", "kept"),
    [
        ("สัญญา.pdf", "application/pdf", "สัญญา.pdf"),
        ("สัญญา.html", "application/pdf", "สัญญา.pdf"),
        ("invoice.pdf.exe", "application/pdf", "invoice_pdf.pdf"),
        ("voice", "audio/mp4", "voice.m4a"),
        ("a/b\\c.lnk", "video/mp4", "c.mp4"),
        ("..", "audio/amr", "file.amr"),
        (".htaccess", "audio/ogg", "htaccess.ogg"),
        ("", "image/png", "file.png"),
        ("x.mov", "video/octet-stream", "x.bin"),
    ],
)
def test_the_ending_is_that_of_the_content(sent, media_type, kept):
    assert name_by_content(sent, media_type) == kept

"""What a client may hand in as a signed paper, told by content and not by name.

>>> recognize(b"%PDF-1.7 ...").suffix
'pdf'
>>> recognize(b"<html><script>") is None
True
>>> recognize(b"") is None
True
"""

from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

LARGEST = 10 * 1024 * 1024  # bytes

# OBJECT IDENTIFIER 1.2.840.113549.1.7.2: “signed data” of CMS (PKCS #7).
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
CONTAINERS = (b"application/vnd.etsi.asic-e+zip", b"application/vnd.etsi.asic-s+zip")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class SignedKind:
    """A kind of file: how it ends, what it is, whether it holds the signature itself.

    A scan shows a signature by hand; the others are electronic signatures.
    """

    suffix: str
    mimetype: str
    is_electronic: bool = False


PDF = SignedKind("pdf", "application/pdf")
JPEG = SignedKind("jpg", "image/jpeg")
PNG = SignedKind("png", "image/png")
CMS = SignedKind("p7s", "application/pkcs7-signature", is_electronic=True)
ASIC = SignedKind("asice", "application/vnd.etsi.asic-e+zip", is_electronic=True)


def recognize(content):
    """Return the kind of the file, None when it is none of those that are taken."""
    for kind, is_kind in CHECKS:
        if is_kind(content):
            return kind
    return None


def is_pdf(content):
    """Return whether it is a PDF.

    >>> is_pdf(BYTE_ORDER_MARK + b"%PDF-1.4"), is_pdf(b"text %PDF-1.4")
    (True, False)
    """
    return content.removeprefix(BYTE_ORDER_MARK).startswith(b"%PDF-")


def is_jpeg(content):
    r"""Return whether it is a JPEG picture.

    >>> is_jpeg(b"\xff\xd8\xff\xe0 JFIF")
    True
    """
    return content.startswith(b"\xff\xd8\xff")


def is_png(content):
    r"""Return whether it is a PNG picture.

    >>> is_png(b"\x89PNG\r\n\x1a\n")
    True
    """
    return content.startswith(b"\x89PNG\r\n\x1a\n")


def is_signed_data(content):
    r"""Return whether it is CMS signed data: DER (or BER), or the same as text (PEM).

    >>> is_signed_data(b"\x30\x80" + SIGNED_DATA), is_signed_data(b"0" + b"x" * 20)
    (True, False)
    >>> is_signed_data(b"-----BEGIN PKCS7-----")
    True
    """
    if content.startswith((b"-----BEGIN PKCS7-----", b"-----BEGIN CMS-----")):
        return True
    if content[:1] != b"\x30" or len(content) < 2:
        return False
    # The length of the sequence takes one byte, or as many more as its low bits say.
    more = content[1] & 0x7F if content[1] & 0x80 else 0
    return content[2 + more :].startswith(SIGNED_DATA)


def is_container(content):
    r"""Return whether it is a container of signatures (ASiC).

    Its first entry is the file “mimetype”, not compressed, so nothing is unpacked.

    >>> def pack(text, **how):
    ...     file = BytesIO()
    ...     with ZipFile(file, "w", **how) as archive:
    ...         archive.writestr("mimetype", text)
    ...     return file.getvalue()
    >>> is_container(pack(CONTAINERS[0])), is_container(pack("application/zip"))
    (True, False)
    >>> is_container(pack(CONTAINERS[0], compression=8)), is_container(b"PK\x03\x04")
    (False, False)
    """
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with ZipFile(BytesIO(content)) as archive:
            first = archive.infolist()[0]
            is_plain = first.filename == "mimetype" and first.compress_type == 0
            if not is_plain or first.file_size > 100:
                return False
            return archive.read(first).strip() in CONTAINERS
    except (BadZipFile, IndexError, NotImplementedError, RuntimeError, OSError):
        return False


CHECKS = (
    (PDF, is_pdf),
    (JPEG, is_jpeg),
    (PNG, is_png),
    (CMS, is_signed_data),
    (ASIC, is_container),
)

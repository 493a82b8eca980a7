"""Names of files, as people read them and every system takes them."""

import re

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


def make_file_name(text):
    """Return the text without characters that no file may have in its name.

    >>> make_file_name("Contract No. CT-17/2026")
    'Contract No. CT-17-2026'
    >>> make_file_name(' a:b "c"\\n<d> ')
    'a-b -c- -d'
    >>> make_file_name("Акт № 1")
    'Акт № 1'
    """
    return " ".join(FORBIDDEN.sub("-", text.replace("\n", " ")).split()).strip("- ")

"""Dates as papers print them: 12 грудня 2026 р., 12 December 2026.

>>> spell_date(date(2026, 12, 12), "uk").replace(chr(0xA0), "_")
'12 грудня 2026_р.'
>>> spell_date("2026-05-01", "en_US")
'1 May 2026'
"""

from datetime import date

NBSP = "\u00a0"

MONTHS = {
    "uk": [
        *("січня", "лютого", "березня", "квітня", "травня", "червня", "липня"),
        *("серпня", "вересня", "жовтня", "листопада", "грудня"),
    ],
    "en": [
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ],
}
YEAR = {"uk": f"{NBSP}р.", "en": ""}


def spell_date(day, lang):
    """Return a day with its month in words; «р.» is not torn off.

    :param day: a date, or its ISO text such as "2026-12-12"
    :param lang: "uk" (or a code such as "uk_UA"); anything else is English
    """
    if isinstance(day, str):
        day = date.fromisoformat(day)
    lang = "uk" if lang[:2] == "uk" else "en"
    return f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}{YEAR[lang]}"

"""What papers call the data of a party, in Ukrainian and in English.

These are words of the law, which stand in papers; what stands on screens is translated
with the screens.
"""

# {language: {kind of code: what it is called}}
CODE_LABELS = {
    "uk": {"company": "Код ЄДРПОУ", "person": "РНОКПП", "foreign": "Реєстраційний №"},
    "en": {"company": "USREOU code", "person": "RNOKPP", "foreign": "Registration No."},
}

# After the name of a signatory. Without a gender a form that fits everyone.
ACTS = {
    "uk": {"m": "який діє", "f": "яка діє", "": "що діє"},
    "en": dict.fromkeys(("m", "f", ""), "acting"),
}

SOLE_SHORT = {"uk": "ФОП", "en": "Sole proprietor"}
SOLE_FULL = {"uk": "Фізична особа-підприємець", "en": "Sole proprietor"}

# {language: {value of `process_tax_status`: the phrase without the VAT}}
TAX_STATUS = {
    "uk": {
        "general": "платник податку на прибуток на загальних підставах",
        "single_1": "платник єдиного податку 1 групи",
        "single_2": "платник єдиного податку 2 групи",
        "single_3_5": "платник єдиного податку 3 групи за ставкою 5\u00a0%",
        "single_3_3": "платник єдиного податку 3 групи за ставкою 3\u00a0%",
        "single_4": "платник єдиного податку 4 групи",
        "person_general": "платник податку на доходи на загальній системі",
        "nonprofit": "неприбуткова організація",
        "diia_city": "резидент Дія Сіті",
        "non_resident": "нерезидент",
    },
    "en": {
        "general": "payer of corporate income tax on general terms",
        "single_1": "payer of the single tax, group 1",
        "single_2": "payer of the single tax, group 2",
        "single_3_5": "payer of the single tax, group 3, at the rate of 5\u00a0%",
        "single_3_3": "payer of the single tax, group 3, at the rate of 3\u00a0%",
        "single_4": "payer of the single tax, group 4",
        "person_general": "payer of personal income tax on the general system",
        "nonprofit": "non-profit organisation",
        "diia_city": "Diia.City resident",
        "non_resident": "non-resident",
    },
}
VAT_STATUS = {
    "uk": {True: "платник ПДВ", False: "не є платником ПДВ"},
    "en": {True: "VAT payer", False: "not a VAT payer"},
}


def say_tax_status(status, is_vat_payer, lang):
    """Return the phrase of a party's tax status; nothing when it is not known.

    >>> say_tax_status("single_3_5", False, "uk").replace(chr(0xA0), " ")
    'платник єдиного податку 3 групи за ставкою 5 %, не є платником ПДВ'
    >>> say_tax_status("general", True, "en")
    'payer of corporate income tax on general terms, VAT payer'
    >>> say_tax_status("", False, "uk"), say_tax_status("", True, "uk")
    ('', 'платник ПДВ')
    >>> say_tax_status("non_resident", False, "uk")
    'нерезидент'
    """
    phrases = [TAX_STATUS[lang].get(status, "")]
    if is_vat_payer or status not in ("", "non_resident"):
        phrases.append(VAT_STATUS[lang][is_vat_payer])
    return ", ".join(filter(None, phrases))


def name_sole(name, prefix):
    """Return a sole proprietor's name with what he is before it, once.

    >>> name_sole("Іваненко Іван", "ФОП"), name_sole("фоп Іваненко Іван", "ФОП")
    ('ФОП Іваненко Іван', 'ФОП Іваненко Іван')
    """
    return f"{prefix} {strip_sole(name)}"


def strip_sole(name):
    """Return a sole proprietor's bare name.

    >>> strip_sole("ФОП Іваненко Іван"), strip_sole("Фоптій Олег")
    ('Іваненко Іван', 'Фоптій Олег')
    """
    for prefix in (*SOLE_SHORT.values(), *SOLE_FULL.values()):
        if name.lower().startswith(f"{prefix.lower()} "):
            return name[len(prefix) :].strip()
    return name

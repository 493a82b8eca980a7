"""The link behind the QR code on an invoice, by which a bank's app fills in a payment.

The format is 002 of the National Bank of Ukraine: lines of text, packed into a link.

>>> link = make_payment_url(
...     "ТОВ «Свято»", "UA223052990000026001234567890", "31935815", "1200.50",
...     make_purpose("послуги", "17", "12.12.2026", "у т.ч. ПДВ 20% 200,08 грн"),
... )
>>> print(read_payment_url(link).replace("\\n", "|"))
BCD|002|1|UCT||ТОВ «Свято»|UA223052990000026001234567890|UAH1200.50|31935815|||Оплата \
за послуги зг. рахунку № 17 від 12.12.2026, у т.ч. ПДВ 20% 200,08 грн||
"""

import base64
from decimal import ROUND_HALF_UP, Decimal

from .tax_codes import check_edrpou, check_iban, check_rnokpp, compact_account

ADDRESS = "https://bank.gov.ua/qr/"
MOST_BYTES = 331  # a bigger payload does not fit a symbol that phones read
MOST_MONEY = Decimal("999999999.99")
LONGEST_NAME = 70  # characters
LONGEST_PURPOSE = 140
ENCODINGS = {"1": "utf-8", "2": "cp1251"}
# What the short encoding does not know, and what people read instead.
SUBSTITUTES = str.maketrans({"\u02bc": "'", "₴": "грн"})


def make_payment_url(recipient, iban, code, amount, purpose, currency="UAH"):
    """Return the link, or None when a payment cannot be asked for in this way.

    :param recipient: the name of who is paid
    :param code: his ЄДРПОУ or РНОКПП
    :param amount: a Decimal, or a text such as "1200.00"
    :param purpose: what the payment is for, see `make_purpose`

    >>> sample = ("ФОП", "UA223052990000026001234567890", "3652504575", "1", "Оплата")
    >>> make_payment_url(*sample)[:23]
    'https://bank.gov.ua/qr/'
    >>> make_payment_url(*sample, currency="USD") is None
    True
    >>> for place, wrong in ((1, "UA22"), (2, "1"), (3, "0.00"), (3, "1000000000")):
    ...     changed = [*sample[:place], wrong, *sample[place + 1 :]]
    ...     assert make_payment_url(*changed) is None
    """
    iban = compact_account(iban)
    amount = Decimal(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)
    is_payable = (
        currency == "UAH"
        and 0 < amount <= MOST_MONEY
        and iban.startswith("UA")
        and check_iban(iban)
        and (check_edrpou(code) or check_rnokpp(code))
    )
    if not is_payable:
        return None
    lines = [
        *("UCT", "", cut(recipient, LONGEST_NAME), iban, _write_amount(amount), code),
        *("", "", cut(purpose, LONGEST_PURPOSE), ""),
    ]
    return ADDRESS + base64.urlsafe_b64encode(_encode(lines)).decode().rstrip("=")


def make_purpose(service, number, date, vat, longest=LONGEST_PURPOSE):
    """Return what a payment is for; only the service's name is cut to fit.

    :param date: as it is to be read, such as 12.12.2026
    :param vat: such as “у т.ч. ПДВ 20% 200,00 грн”, or “без ПДВ”

    >>> make_purpose("послуги", "17", "12.12.2026", "без ПДВ")
    'Оплата за послуги зг. рахунку № 17 від 12.12.2026, без ПДВ'
    >>> text = make_purpose("організацію свята " * 20, "17", "12.12.2026", "без ПДВ")
    >>> len(text), text[-51:]
    (140, 'ацію свят… зг. рахунку № 17 від 12.12.2026, без ПДВ')
    """
    start, end = "Оплата за ", f" зг. рахунку № {number} від {date}, {vat}"
    return start + cut(service, longest - len(start) - len(end)) + end


def cut(text, longest):
    """Return a text in one line, of at most so many characters.

    >>> cut("Оренда\\n  зали", 99), cut("Оренда зали", 8), cut("Оренда", 0)
    ('Оренда зали', 'Оренда…', '')
    """
    text = " ".join((text or "").split())
    if len(text) <= longest:
        return text
    return text[: longest - 1].rstrip() + "…" if longest > 0 else ""


def read_payment_url(link):
    """Return the lines that a link carries, for whoever wants to check them."""
    packed = link.removeprefix(ADDRESS)
    payload = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    encoding = payload.split(b"\n")[2].decode()
    return payload.decode(ENCODINGS[encoding])


def _write_amount(amount):
    is_round = amount == amount.to_integral_value()
    return f"UAH{amount:.0f}" if is_round else f"UAH{amount:.2f}"


def _encode(lines):
    """Return the payload: every letter as it is, or the short encoding if it must."""
    payload = _join("1", lines)
    if len(payload) <= MOST_BYTES:
        return payload
    return _join("2", [line.translate(SUBSTITUTES) for line in lines])


def _join(encoding, lines):
    text = "\n".join(["BCD", "002", encoding, *lines, ""])
    return text.encode(ENCODINGS[encoding], "replace")

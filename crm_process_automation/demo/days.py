"""What fills the days of the agency besides its deals: calls and assignments.

Days count back from the day of installation. People and deals are the ends of XML ids.
"""

from typing import NamedTuple


class Deed(NamedTuple):
    """`verb` is the end of a verb of assignments."""

    days_ago: int
    verb: str
    words: str = ""


class Assignment(NamedTuple):
    """`promised`: days back when it is past, working days ahead when negative."""

    name: str
    issuer: str
    executor: str
    promised: int
    issued: int
    deeds: list
    about: str = ""


class Call(NamedTuple):
    """Without a day: minutes ago."""

    days_ago: int
    user: str
    about: str
    result: str = "answered"
    direction: str = "out"
    minutes: int = 0
    note: str = ""


ASSIGNMENTS = [
    # On time, and verified
    Assignment(
        *("List the venues in Lviv for 120 guests", "head", "andrii", 9, 12),
        [
            Deed(12, "accept"),
            Deed(10, "report", "Seven venues, with prices and photos"),
            Deed(8, "verify"),
        ],
        "lead_conference",
    ),
    # Returned once, and redone
    Assignment(
        *("Compare the prices of the caterers", "head", "iryna", 14, 20),
        [
            Deed(19, "accept"),
            Deed(17, "report", "Five caterers compared"),
            Deed(16, "return", "Prices without VAT are missing"),
            Deed(15, "report", "Prices without VAT added"),
            Deed(13, "verify"),
        ],
    ),
    # Overdue, in work
    Assignment(
        *("Choose the photos for the site", "director", "taras", 3, 9),
        [Deed(8, "accept")],
        "lead_training",
    ),
    # Waits to be accepted
    Assignment(
        *("Find a second host for the garden wedding", "head", "taras", -3, 0),
        [],
        "lead_wedding",
    ),
    # Asked for more time
    Assignment(
        *("Draft the price list of the next season", "head", "andrii", -1, 5),
        [
            Deed(5, "accept"),
            Deed(0, "more_time", "The caterers give their new prices next week"),
        ],
    ),
    # In work, in time so far
    Assignment(
        *("Ask the town for leave for the water show", "iryna", "andrii", -2, 2),
        [Deed(1, "accept")],
        "lead_festival",
    ),
    # Of the months before: late, on time, refused
    Assignment(
        *("Invite last year's guests to the season", "head", "taras", 30, 36),
        [
            Deed(35, "accept"),
            Deed(28, "report", "All 64 were called"),
            Deed(27, "verify"),
        ],
    ),
    Assignment(
        *("Check the insurance of the venues", "director", "iryna", 58, 64),
        [
            Deed(64, "accept"),
            Deed(60, "report", "All are insured until spring"),
            Deed(59, "verify"),
        ],
    ),
    Assignment(
        *("Photograph the new hall", "head", "andrii", 38, 41),
        [Deed(41, "refuse", "I am at the fair in Lviv all that week")],
    ),
]

CALLS = [
    Call(
        *(11, "andrii", "lead_conference", "answered", "in", 6),
        "Asks for two halls instead of one",
    ),
    Call(9, "taras", "lead_wedding", "answered", "out", 4, "The programme is agreed"),
    # Nobody answers: it is offered to give the deal up
    Call(6, "taras", "lead_concert", "missed"),
    Call(4, "taras", "lead_concert", "refused"),
    Call(1, "taras", "lead_concert", "missed"),
    Call(
        *(4, "iryna", "lead_anniversary", "answered", "out", 3),
        "Sends the new requisites by e-mail",
    ),
    Call(3, "andrii", "lead_launch", "missed", "in"),
    Call(
        *(3, "andrii", "lead_launch", "answered", "out", 2),
        "The refund has come, they thank us",
    ),
    # A client whom nobody has reached since this morning
    Call(0, "andrii", "lead_office", "missed", "out", 50),
    Call(0, "andrii", "lead_office", "missed", "out", 15),
]

# (minutes ago, number): nobody knows yet who rang
STRANGER = (35, "+380 44 000 09 99")

# The deal whose incident the head has answered
HANDLED = (
    "lead_mill",
    "Iryna reads up on the mill this week; the cold call stays as planned.",
)
# Who is away, who stands in, for how many days
AWAY = ("iryna", "andrii", 3)

# The scenarios that the agency uses
SCENARIOS = ("scenario_01", "scenario_02", "scenario_08", "scenario_11", "scenario_14")
# (scenario, on what): the end of an XML id, and fields from there
RUNS = [
    # Done: a hint on the card, a bonus for a client who has bought
    ("scenario_08", "lead_team_day.case_id"),
    ("scenario_14", "lead_office"),
    # Nothing to do: an experienced person answers for it already
    ("scenario_11", "lead_conference"),
]
# Given up: a stranger rang, and the scenario does not say who calls back
CALLED_BACK_BY_NOBODY = "scenario_02"
# Held back until somebody releases it
IMPORTED = ("partner_demo_vira", "partner_demo_yurii", "partner_demo_olena")

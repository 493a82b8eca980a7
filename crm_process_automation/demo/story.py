"""The story that the demo data tell: who did what with which deal, and when.

A scene is an arrow that was taken: the name is the end of its XML id. Other scenes are
verbs: `start` the process, `confirm` the order, write the `minutes`, `propose`, let the
client `reject`, `revise`, send the `act`, `refund` the order. What else holds a case
back is done on the way: papers are sent and signed, instalments paid. Days count back
from the day of installation; so do the numbers in properties that end in `_date`.
"""

from typing import NamedTuple


class Scene(NamedTuple):
    days_ago: int
    arrow: str
    words: str = ""
    reason: str = ""  # XML id of a crm.lost.reason
    refused: str = ""  # end of the XML id of the approval that is refused


class Deal(NamedTuple):
    process: str
    properties: dict
    scenes: list
    notes: dict = {}  # kind of deviation: (what it cost, what was done about it)
    done: int = 0  # tasks of the present stage that are done
    answered_after: int = 40  # working minutes until the client was called first


AGREED = ("start", "presentation_held", "proposal_agreed")
SIGNED = (*AGREED, "confirm", "contract_signed")
PREPARED = ("programme_agreed", "booked", "ready")


def _scenes(arrows, *days_ago):
    return [Scene(*pair) for pair in zip(days_ago, arrows, strict=True)]


def _event(kind, day, place, guests, budget, **more):
    return {
        "event_type": kind,
        "event_date": day,
        "event_place": place,
        "guests": guests,
        "budget": budget,
        **more,
    }


EVENT, PUSH = "template_event_v1", "template_sale_long_push_v1"
PULL, SHORT = "template_sale_long_pull_v1", "template_sale_short_push_v1"
ONLINE = "template_online_order_v1"

STORY = {
    # The success story, with a call agreed in two months about the next event
    "lead_new_year": Deal(
        EVENT,
        _event(
            "corporate",
            -20,
            "Kyiv, riverside hall",
            80,
            9000,
            next_contact_date=47,
            next_contact_goal="Off-site team-building training",
        ),
        [
            Scene(78, "start"),
            Scene(76, "minutes", "Plans for the year\nThe New Year party"),
            *_scenes(SIGNED[1:], 75, 68, 64, 63),
            *_scenes(("paid", *PREPARED), 59, 50, 37, 24),
            *_scenes(("event_held", "closed"), 20, 14),
        ],
    ),
    # One deal for each departure
    "lead_summer_party": Deal(
        EVENT,
        {"repeat_date": 5},
        [
            Scene(9, "start"),
            Scene(6, "presentation_refused", "No time before the end of the quarter"),
        ],
    ),
    "lead_conference": Deal(
        EVENT,
        _event("conference", 60, "Lviv", 120, 14000),
        [
            *_scenes(AGREED[:2], 16, 12),
            Scene(8, "proposal_refined", "Two halls instead of one"),
            Scene(6, "propose"),
            Scene(3, "reject", "Interpreters for two languages"),
            Scene(1, "revise", "Interpreters for two languages"),
        ],
        done=1,
        answered_after=95,
    ),
    "lead_anniversary": Deal(
        EVENT,
        _event("corporate", 45, "Odesa", 150, 18000),
        [
            *_scenes(AGREED, 22, 17, 9),
            Scene(
                4,
                "contract_corrected",
                "Accountant: requisites are out of date",
                refused="step_event_v1_contract_accountant",
            ),
        ],
        answered_after=150,
    ),
    "lead_wedding": Deal(
        EVENT,
        _event("wedding", 25, "Garden near Kyiv", 60, 7000),
        [
            *_scenes(SIGNED, 40, 36, 30, 24, 23),
            Scene(18, "part_paid", "50 % now, 50 % after the event"),
            Scene(9, "programme_agreed"),
        ],
    ),
    "lead_launch": Deal(
        EVENT,
        _event("conference", 10, "Dnipro", 200, 16000),
        [
            *_scenes((*SIGNED, "paid"), 58, 52, 46, 39, 38, 33),
            Scene(26, "programme_off", "The client gives up the launch"),
            Scene(26, "refund", "The launch is called off, money back"),
            Scene(19, "money_returned"),
        ],
        {"refund": (900, "Costs of the venue are kept, the rest is paid back.")},
    ),
    "lead_festival": Deal(
        EVENT,
        _event("private", 21, "Uzhhorod, town park", 300, 11000),
        [
            *_scenes((*SIGNED, "paid"), 44, 40, 35, 29, 28, 25),
            Scene(16, "programme_agreed"),
            Scene(7, "booking_changed", "A water show instead of fireworks"),
        ],
        answered_after=25,
    ),
    "lead_training": Deal(
        EVENT,
        _event("training", -9, "Yaremche", 35, 6000),
        [
            *_scenes((*SIGNED, "paid"), 66, 61, 55, 48, 47, 42),
            *_scenes((*PREPARED, "event_held"), 30, 20, 12, 9),
            Scene(8, "act"),
            Scene(4, "dissatisfied", "The coach was late, the programme cut short"),
        ],
        {"dissatisfied": (400, "A day of coaching for free; two coaches from now on.")},
    ),
    "lead_gala": Deal(
        EVENT,
        _event("corporate", 30, "Kharkiv", 90, 5000),
        [
            *_scenes(AGREED[:2], 20, 15),
            Scene(7, "proposal_lost", "Another agency is cheaper", "lost_reason_1"),
        ],
    ),
    # On their way: one is late, one has just begun
    "lead_concert": Deal(EVENT, {}, [Scene(8, "start")]),
    "lead_team_day": Deal(EVENT, {}, [Scene(1, "start")], done=1, answered_after=20),
    # The base sale: long push, long pull, short push
    "lead_office": Deal(
        PUSH,
        {},
        _scenes(("start", "needs_done", "proposal_done"), 12, 10, 5),
        done=1,
        answered_after=60,
    ),
    "lead_mill": Deal(
        PULL,
        {"call_again_date": 9},
        [Scene(18, "start"), Scene(11, "call_later", "Budget is decided next month")],
        answered_after=420,
    ),
    "lead_boxes": Deal(
        SHORT,
        {"next_contact_date": 28, "next_contact_goal": "Gift boxes for partners"},
        _scenes(
            ("start", "needs_done", "proposal_done", "confirm", "contract_done"),
            *(10, 10, 9, 8, 8),
        )
        + _scenes(("fulfilment_done", "closing_done"), 5, 3),
    ),
    # The online shop
    "order_lanterns": Deal(
        ONLINE,
        {"delivery_way": "post", "parcel_number": "20400123456789"},
        _scenes(
            ("start", "taken", "clarified", "confirm", "paid"),
            *(6, 6, 6, 5, 5),
        )
        + _scenes(("reserved", "handed_over"), 5, 4),
    ),
    "order_garlands": Deal(
        ONLINE, {"delivery_way": "courier"}, _scenes(("start", "taken"), 2, 2)
    ),
    "order_balloons": Deal(
        ONLINE,
        {},
        [
            *_scenes(("start", "taken"), 7, 7),
            Scene(6, "no_answer", "Called twice"),
            Scene(3, "clarify_cancelled", "The client has bought it elsewhere"),
        ],
    ),
}

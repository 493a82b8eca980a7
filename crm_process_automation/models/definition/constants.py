"""The few closed lists and groups that definition and runtime share."""

PROCESS_USER = "crm_process_automation.group_process_user"
PROCESS_MANAGER = "crm_process_automation.group_process_manager"
PROCESS_DESIGNER = "crm_process_automation.group_process_designer"

TRANSITION_KINDS = [
    ("success", "Success"),
    ("repeat", "Repeat"),
    ("rework", "Rework"),
    ("refuse", "Refuse"),
    ("cancel", "Cancel"),
    ("refund", "Refund"),
    ("skip", "Skip"),
]

# Only these lead onward. The others are departures from the success route: a client
# who refuses must not be held back by papers that will never be written.
FORWARD_KINDS = ("success", "skip")

OUTCOMES = [
    ("success", "Success"),
    ("refused", "Refused"),
    ("cancelled", "Cancelled"),
]

TIME_UNITS = [("hour", "Working hours"), ("day", "Working days")]

# How far a moment lies from the date that it is counted from.
OFFSET_UNITS = [*TIME_UNITS, ("calendar_day", "Calendar days")]

STEP_KINDS = [
    ("todo", "To-do"),
    ("call", "Call"),
    ("meeting", "Meeting"),
    ("mail", "E-mail"),
    ("document", "Document"),
    ("approval", "Approval"),
]

# The six papers of a deal (product.md, H1-H6).
DOCUMENT_TYPES = [
    ("minutes", "Meeting minutes"),
    ("proposal", "Commercial proposal"),
    ("contract", "Contract"),
    ("act", "Act"),
    ("invoice", "Invoice"),
    ("questionnaire", "Satisfaction questionnaire"),
]

# How far a paper has to be, in order.
PAPER_STATES = [
    ("issued", "Issued, with a number"),
    ("sent", "Sent to the client"),
    ("accepted", "Accepted by the client"),
    ("signed", "Signed by the client"),
]

# The departures that the source document lists (product.md, G1-G8), and a rest.
DEVIATION_KINDS = [
    ("refused_presentation", "Presentation refused"),
    ("rework_proposal", "Proposal reworked"),
    ("contract_approval", "Contract approval"),
    ("partial_payment", "Payment in parts"),
    ("refund", "Refund demanded"),
    ("preparation", "Preparation agreed anew"),
    ("dissatisfied", "Client dissatisfied"),
    ("lost", "Deal lost"),
    ("cancelled", "Matter cancelled"),
    ("skipped", "Stage skipped"),
    ("repeated", "Stage repeated"),
    ("other", "Other"),
]

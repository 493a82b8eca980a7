from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.definition.constants import DOCUMENT_TYPES

PAPER = "crm.process.document"
SOURCES = ("crm.process.case", "crm.lead", "sale.order")


class CrmProcessDocumentBulk(models.TransientModel):
    """Papers issued and sent by the hundred, chosen in a list.

    Of papers, or of the processes, deals or orders that each are to get one. `verb`
    says what is done: a new one is a `selection_add` and a method `_act_<verb>(record)`
    that returns what became of the record.
    """

    _name = "crm.process.document.bulk"
    _description = "Issue and Send Many Papers"
    _inherit = "crm.process.verdict.mixin"

    verb = fields.Selection(
        [("issue", "Issue papers"), ("issue_send", "Issue and send"), ("send", "Send")],
        string="What to Do",
        required=True,
        default="issue_send",
    )
    document_type = fields.Selection(DOCUMENT_TYPES, string="Type of Paper")
    selected_model = fields.Char(
        readonly=True, default=lambda self: self.env.context.get("active_model")
    )
    selected_ids = fields.Json(
        readonly=True, default=lambda self: self.env.context.get("active_ids")
    )
    record_count = fields.Integer(string="Chosen", compute="_compute_record_count")

    # === COMPUTE METHODS === #

    @api.depends("selected_model", "selected_ids")
    def _compute_record_count(self):
        for wizard in self:
            wizard.record_count = len(wizard._get_selected())

    # === ACTION METHODS === #

    def action_apply(self):
        """Do it to each record, and tell of each what became of it.

        :raise UserError: when something is missing for all of them alike
        """
        self.ensure_one()
        self.check_access("write")
        self._check_demands()
        return self._show_verdicts(self._get_verdicts())

    # === BUSINESS METHODS === #

    def _check_demands(self):
        if self.selected_model in SOURCES and not self.document_type:
            raise UserError(self.env._("Choose the type of the papers."))
        if self.selected_model in SOURCES and self.verb == "send":
            raise UserError(
                self.env._("Papers that are issued already are sent from their list.")
            )

    def _get_selected(self):
        """Return the records that were chosen in the list."""
        self.ensure_one()
        if self.selected_model not in (PAPER, *SOURCES):
            return self.env[PAPER]
        ids = self.selected_ids if isinstance(self.selected_ids, list) else []
        # bool is an int, too, but no id
        ids = [one for one in ids if type(one) is int]
        records = self.env[self.selected_model].browse(ids)
        return records.with_context(active_test=False).exists()

    def _get_verdicts(self):
        """Do it one by one: a file is never made twice."""
        records = self._get_selected()
        own = records._filtered_access(self._get_needed_access())
        problem = self.env._("You may not change it. Ask whoever answers for it.")
        verdicts = [self._prepare_verdict(record, problem) for record in records - own]
        act = getattr(self, f"_act_{self.verb}")
        for record in own:
            verdicts += self._act_in_batches(
                record, lambda record: {record.id: act(record)}
            )
        return verdicts

    def _get_needed_access(self):
        """Return what the user has to have a right to, to do it at all."""
        return "write"

    def _act_issue(self, record):
        paper = self._issue(record)
        return self.env._("Issued: %s", paper.display_name)

    def _act_issue_send(self, record):
        is_draft = record._name == PAPER and not record.date_issued
        if record._name == PAPER and not is_draft:
            return self._act_send(record)
        if is_draft:
            # Asked first: making a file takes longer than all the rest.
            record._check_recipients(record._get_recipients())
        paper = self._issue(record)
        return paper._say_sending(paper._send_or_wait())

    def _act_send(self, record):
        return record._say_sending(record._send())

    def _issue(self, record):
        if record._name != PAPER:
            return record._issue_document(self.document_type)
        record.action_issue()
        return record

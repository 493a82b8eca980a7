from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from ..models.runtime.crm_process_call import DIRECTIONS, RESULTS
from ..models.runtime.crm_process_case_dialog import RELOAD_KEY

LINKS = ("case_id", "lead_id", "order_id", "partner_id")
SUBJECTS = ("lead_id", "order_id", "partner_id")
LONGEST = 1440  # minutes


class CrmProcessCallLog(models.TransientModel):
    """The dialogue that keeps a call, in a few clicks."""

    _name = "crm.process.call.log"
    _description = "Log a Call"
    _inherit = ["crm.process.dialog.mixin"]

    partner_id = fields.Many2one("res.partner", string="Client", ondelete="cascade")
    lead_id = fields.Many2one("crm.lead", string="Deal", ondelete="cascade")
    order_id = fields.Many2one("sale.order", ondelete="cascade")
    case_id = fields.Many2one("crm.process.case", ondelete="cascade")
    task_id = fields.Many2one("crm.process.task", ondelete="cascade")
    phone = fields.Char(
        string="Number",
        compute="_compute_phone",
        store=True,
        readonly=False,
        precompute=True,
    )
    direction = fields.Selection(DIRECTIONS, required=True, default="out")
    result = fields.Selection(RESULTS, required=True, default="answered")
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    duration = fields.Float(string="Duration (Minutes)")
    note = fields.Text(string="What Was Said")

    # === COMPUTE METHODS === #

    @api.depends("partner_id", "lead_id")
    def _compute_phone(self):
        for dialog in self:
            dialog.phone = dialog.lead_id.phone or dialog.partner_id.phone

    # === CRUD METHODS === #

    @api.model
    def default_get(self, fields):
        """Fill in what the subject of the call tells: a task its case, and so on."""
        values = super().default_get([*fields, "task_id", *LINKS])
        return self._fill_links(values)

    # === ACTION METHODS === #

    def action_log(self):
        """Keep the call. If it was answered, the task that it was made for is done.

        :raise UserError: when nobody was called, or the duration is no duration
        """
        self.ensure_one()
        self._check_is_call()
        calls = self.env["crm.process.call"]
        calls = calls.with_env(self.env(context=clean_context(self.env.context)))
        calls.create(self._prepare_call_values())
        if self.env.context.get(RELOAD_KEY):
            return {"type": "ir.actions.client", "tag": "soft_reload"}
        return {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    def _check_subjects(self):
        for name in SUBJECTS:
            self[name].check_access("read")
        return super()._check_subjects()

    def _check_is_call(self):
        if not (self.partner_id or self.lead_id or self.phone or self.case_id):
            raise UserError(
                self.env._("Say with whom the call was: a client, a deal or a number.")
            )
        if not 0 <= self.duration <= LONGEST:
            raise UserError(
                self.env._("A call lasts from 0 minutes to 24 hours: mend it.")
            )

    def _prepare_call_values(self):
        links = self._fill_links({name: self[name].id for name in LINKS})
        company = self.case_id.company_id or self.lead_id.company_id
        company = company or self.order_id.company_id or self.env.company
        return {
            **{name: links[name] for name in LINKS},
            "company_id": company.id,
            "task_id": self.task_id.id,
            "phone": self.phone,
            "direction": self.direction,
            "result": self.result,
            "date": self.date,
            "duration_seconds": round(self.duration * 60),
            "note": self.note,
        }

    @api.model
    def _fill_links(self, values):
        """Return `values` with the links that follow from those that are there.

        From a task to its case, from there to the deal, the order and the client; from
        a deal or an order to its open case; from a client to his newest open deal. What
        the user may not write stays out: then the call is only the client's.
        """
        records = {name: self[name].browse(values.get(name) or []) for name in LINKS}
        task = self.task_id.browse(values.get("task_id") or [])
        self._take_links(records, task)
        for name in ("case_id", "order_id", "lead_id", "case_id"):
            self._take_links(records, records[name])
        if records["partner_id"] and not self._has_matter(records):
            self._take_newest_deal(records)
        return values | {name: record.id for name, record in records.items()}

    def _take_links(self, records, source):
        """Take over from `source` the links that are still empty."""
        source.check_access("read")
        links = source.sudo()  # sudo: what it leads to is checked when it is written
        for name, record in records.items():
            if source and not record and name in source._fields:
                found = links[name].with_env(self.env)
                if name != "case_id" or found.sudo()._is_open():  # sudo: as above
                    records[name] = found

    @api.model
    def _has_matter(self, records):
        return any(records[name] for name in ("case_id", "lead_id", "order_id"))

    def _take_newest_deal(self, records):
        calls = self.env["crm.process.call"]
        client = records["partner_id"]
        client.check_access("read")
        matched = calls._match_client(client, client.company_id or self.env.company)
        for name in ("case_id", "lead_id", "order_id"):
            record = records[name].browse(matched[name] or [])
            if record.has_access("write"):
                records[name] = record

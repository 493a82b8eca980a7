from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from ..runtime.crm_process_case_door import CrmProcessCase as Case


class CrmProcessCase(models.Model):
    """The deal that a case is about: real columns, so that rights are plain SQL."""

    _inherit = "crm.process.case"
    _links_of_birth = {"lead_id", "order_id", "subject_lead_id", "subject_order_id"}
    _kept_by_door = Case._kept_by_door | _links_of_birth
    _given_at_birth = Case._given_at_birth | _links_of_birth

    lead_id = fields.Many2one(
        "crm.lead",
        string="Deal",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
    order_id = fields.Many2one(
        "sale.order",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        help="The order that the case started on.",
    )
    order_ids = fields.One2many(
        "sale.order", "case_id", string="Orders", help="All the orders of the deal."
    )
    team_id = fields.Many2one(
        "crm.team", string="Sales Team", index="btree_not_null", ondelete="set null"
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self._check_may_begin_on(vals_list)
        cases = super().create(vals_list)
        cases.sudo()._gather_orders()  # sudo: the orders of the deal are no secret
        return cases

    def _check_not_kept_by_door(self, vals):
        if self and not self.env.su and "active" in vals:
            self.check_access("write")  # nobody else is told the names
            self._check_may_archive()
        return super()._check_not_kept_by_door(vals)

    def _check_may_archive(self):
        """Raise when a case would vanish, or come back, without its deal or order."""
        for case in self.sudo():  # sudo: only the name of the record is told
            if record := case.lead_id or case.order_id:
                raise UserError(
                    self.env._(
                        "“%(case)s” belongs to “%(record)s”: archive or restore that, "
                        "and the case goes along. To stop the case, cancel it.",
                        case=case.display_name,
                        record=record.display_name,
                    )
                )

    # === BUSINESS METHODS === #

    @api.model
    def _check_may_begin_on(self, vals_list):
        """Raise unless the user may write the deals and orders, and they are free."""
        defaults = self.default_get(["lead_id", "order_id"])
        for vals in vals_list:
            values = defaults | vals
            for name in ("lead_id", "order_id"):
                record = self[name].browse(values.get(name) or [])
                record.check_access("write")
                for one in record:
                    one._check_no_case_runs()

    def _is_started_on(self, record):
        """Return whether the case was started on `record` itself.

        A case started on an order may belong to a deal, too; it does not drive it.
        """
        if not self or self.parent_id:
            return False
        started_on = self.order_id or self.lead_id
        return bool(started_on) and started_on == record._origin

    def _gather_orders(self):
        """Bring the orders of the deal into its case; repeat sales keep their own."""
        for case in self.filtered(lambda case: not case.parent_id):
            orders = case.order_id or case.lead_id.order_ids.filtered(
                lambda order: not order.case_id.order_id
            )
            if orders := orders.filtered(
                lambda order, case=case: order.case_id != case
            ):
                orders.write({"case_id": case.id})

    def _get_clean(self):
        """Return the cases without the defaults of the view the user came from.

        `default_stage_id` of a pipeline column, say, is no stage of a process.
        """
        return self.with_env(self.env(context=clean_context(self.env.context)))

    def _get_subject(self, subject):
        self.ensure_one()
        if subject == "lead":
            return self.lead_id
        if subject == "order":
            return self.order_id or self.order_ids.sorted("id")[-1:]
        return super()._get_subject(subject)

    def _get_chatter_record(self):
        return self.lead_id or self.order_id or super()._get_chatter_record()

    def _prepare_move_values(self, stage, passage):
        values = super()._prepare_move_values(stage, passage)
        return values | {
            "lead_id": self.lead_id.id,
            "order_id": self.order_id.id,
            "crm_stage_id": self.lead_id.stage_id.id,
        }

    def _prepare_task_values(self, step, move, clock):
        values = super()._prepare_task_values(step, move, clock)
        return values | {"lead_id": self.lead_id.id, "order_id": self.order_id.id}

    def _prepare_child_values(self, template):
        values = super()._prepare_child_values(template)
        return values | {
            "lead_id": self.lead_id.id,
            "order_id": self.order_id.id,
            "team_id": self.team_id.id,
        }

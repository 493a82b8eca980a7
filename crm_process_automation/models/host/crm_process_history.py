from odoo import api, fields, models
from odoo.fields import Domain

from ..runtime.crm_process_task import CrmProcessTask as Task


class CrmProcessHistoryMixin(models.AbstractModel):
    """The deal on a row of history, copied: it outlives the case and needs no join.

    Whoever may read the deal or the order may read the row; a row without either is as
    readable as its case.
    """

    _name = "crm.process.history.mixin"
    _description = "Deal of a History Row"
    _inherit = ["crm.process.access.mixin"]

    lead_id = fields.Many2one(
        "crm.lead", string="Deal", index="btree_not_null", ondelete="set null"
    )
    order_id = fields.Many2one(
        "sale.order", index="btree_not_null", ondelete="set null"
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._add_links_of_case(vals) for vals in vals_list])

    # === HOOKS === #

    @api.model
    def _get_guarded_links(self):
        return super()._get_guarded_links() | {"case_id"}

    @api.model
    def _get_bare_domain(self, operation, rows=None, within=None):
        domain = super()._get_bare_domain(operation, rows, within)
        if self._is_manager():
            domain |= Domain.TRUE
        domain &= Domain("case_id", "=", False)
        if rows is None:
            cases = self.env["crm.process.case"]._get_bare_cases()
            return domain | Domain("case_id", "in", cases)
        # sudo: the case is read, whether the user may is asked
        cases = rows.sudo().case_id._filter_bare().with_env(self.env)
        operation = "read" if operation == "read" else "write"
        return domain | Domain("case_id", "in", cases._filtered_access(operation).ids)

    @api.model
    def _get_manager_domain(self):
        cases = self.env["crm.process.case"]
        query = cases._search(
            cases._get_manager_domain(), active_test=False, bypass_access=True
        )
        return Domain("case_id", "in", query)

    def _needs_right_to(self, name):
        """Whoever may write the case may copy its deal, even when that is closed."""
        case = self.case_id
        is_copy = name != "case_id" and case and case[name] == self[name]
        return not is_copy and super()._needs_right_to(name)

    # === BUSINESS METHODS === #

    @api.model
    def _add_links_of_case(self, vals):
        """Return `vals` with the deal of the case, where they say none."""
        case_id = vals.get("case_id") or self.env.context.get("default_case_id")
        names = self._get_access_links()
        if not case_id or all(name in vals for name in names):
            return vals
        # sudo: copied, not shown; that the case is the user's to write is checked
        case = self.env["crm.process.case"].sudo().browse(case_id)
        return {name: case[name].id for name in names} | vals


class CrmProcessMove(models.Model):
    """A move of a deal or an order."""

    _name = "crm.process.move"
    _inherit = ["crm.process.move", "crm.process.history.mixin"]

    crm_stage_id = fields.Many2one(
        "crm.stage",
        string="Pipeline Stage Before",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Where the deal stood in the pipeline before the move.",
    )

    def _prepare_deviation_values(self, kind):
        values = super()._prepare_deviation_values(kind)
        return values | {"lead_id": self.lead_id.id, "order_id": self.order_id.id}


class CrmProcessTask(models.Model):
    """A task of a deal or an order; its executor reads it and decides in any case.

    Whoever gives a task about a client has to have a right to the client.
    """

    _name = "crm.process.task"
    _inherit = ["crm.process.task", "crm.process.history.mixin"]
    _kept_by_verbs = Task._kept_by_verbs | {"lead_id", "order_id"}
    _given_at_birth = Task._given_at_birth | {"lead_id", "order_id"}

    @api.model
    def _get_access_people(self):
        return ["user_id"]

    @api.model
    def _get_guarded_links(self):
        return super()._get_guarded_links() | {"partner_id"}


class CrmProcessDeviation(models.Model):
    """A deviation of a deal or an order; who is named on it writes its cure."""

    _name = "crm.process.deviation"
    _inherit = ["crm.process.deviation", "crm.process.history.mixin"]

    @api.model
    def _get_access_people(self):
        return ["user_id"]


class CrmProcessIncident(models.Model):
    """An incident of a deal or an order; its head and its owner see it in any case."""

    _name = "crm.process.incident"
    _inherit = ["crm.process.incident", "crm.process.history.mixin"]

    @api.model
    def _get_access_people(self):
        return ["user_id", "owner_id"]

    @api.model
    def _raise(self, vals_list):
        return super()._raise([self._add_links_of_case(vals) for vals in vals_list])

from odoo import api, fields, models


class CrmProcessCase(models.Model):
    """What belongs to a case, for its smart buttons."""

    _inherit = "crm.process.case"

    move_count = fields.Integer(compute="_compute_link_counts")
    open_task_count = fields.Integer(compute="_compute_link_counts")
    child_count = fields.Integer(compute="_compute_link_counts")

    # === COMPUTE METHODS === #

    @api.depends("move_ids", "task_ids.state", "child_ids")
    def _compute_link_counts(self):
        moves = self._count_links("crm.process.move", "case_id")
        tasks = self._count_links(
            "crm.process.task", "case_id", [("state", "=", "open")]
        )
        children = self._count_links("crm.process.case", "parent_id")
        for case in self:
            case.move_count = moves.get(case, 0)
            case.open_task_count = tasks.get(case, 0)
            case.child_count = children.get(case, 0)

    # === ACTION METHODS === #

    def action_open_parent(self):
        """Open the main case that waits for this one."""
        return self._open_record(self.parent_id)

    def action_open_children(self):
        """Open the sub-process, or the list of them."""
        children = self.child_ids
        if len(children) == 1:
            return self._open_record(children)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Sub-processes"),
            "res_model": self._name,
            "view_mode": "list,form",
            "domain": [("parent_id", "=", self.id)],
        }

    # === BUSINESS METHODS === #

    def _count_links(self, model, link, domain=()):
        groups = self.env[model]._read_group(
            [(link, "in", self.ids), *domain], [link], ["__count"]
        )
        return dict(groups)

    @api.model
    def _open_record(self, record):
        """Return the action that shows one record in its form."""
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "view_mode": "form",
        }

from odoo import api, fields, models


class CrmProcessDocumentPrepare(models.TransientModel):
    """The dialogue of a task that asks for a paper: which form, and is it sent?"""

    _name = "crm.process.document.prepare"
    _description = "Issue the Paper of a Task"
    _inherit = ["crm.process.dialog.mixin"]

    task_id = fields.Many2one(
        "crm.process.task", required=True, readonly=True, ondelete="cascade"
    )
    allowed_form_ids = fields.Many2many(
        "crm.process.document.template", compute="_compute_allowed_form_ids"
    )
    form_id = fields.Many2one(
        "crm.process.document.template",
        string="Paper",
        required=True,
        default=lambda self: self._get_default_form(),
        domain="[('id', 'in', allowed_form_ids)]",
    )
    is_by_hand = fields.Boolean(compute="_compute_is_by_hand")
    is_sent = fields.Boolean(
        string="Write to the Client",
        default=True,
        help="The mail opens, with the paper attached. A paper that has to be approved "
        "first is sent by itself after that.",
    )

    # === COMPUTE METHODS === #

    @api.depends("task_id")
    def _compute_allowed_form_ids(self):
        for dialog in self:
            dialog.allowed_form_ids = dialog.task_id._get_forms_to_issue()

    @api.depends("form_id")
    def _compute_is_by_hand(self):
        by_hand = self.env["crm.process.document"]._written_by_hand
        for dialog in self:
            dialog.is_by_hand = dialog.form_id.document_type in by_hand

    # === ACTION METHODS === #

    def action_apply(self):
        """Issue the paper and open it, or the mail with it; minutes are written first.

        :raise UserError: naming what is missing for the paper
        """
        self.ensure_one()
        self.check_access("write")
        paper = self.task_id._draft_paper(self.form_id)
        if not self.is_by_hand:
            paper.action_issue()
            if self.is_sent and (mail := paper._send_or_wait(paper.action_send)):
                return mail
        return paper._get_form_action()

    # === BUSINESS METHODS === #

    @api.model
    def _get_default_form(self):
        """Return the first form that the task may mean."""
        task = self.env["crm.process.task"].browse(
            self.env.context.get("default_task_id")
        )
        return task and task._get_forms_to_issue()[:1]

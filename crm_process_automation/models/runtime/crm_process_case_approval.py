from odoo import api, fields, models
from odoo.exceptions import UserError

from .crm_process_template_approval import APPROVAL

# What only the verb that asks for an approval gives a case.
GIVEN_WHEN_ASKED = ("asked_by_id", "date_decide_by", "approval_document_id")


class CrmProcessCase(models.Model):
    """An approval: a case that somebody began so that others decide on a file.

    It decides on a file, of which it keeps a copy of its own, or on a paper. It is
    about a deal, an order, a client or a case, but belongs to none of them: those who
    are asked read it even when the deal is closed to them.
    """

    _inherit = "crm.process.case"

    asked_by_id = fields.Many2one(
        "res.users",
        string="Asked by",
        index="btree_not_null",
        readonly=True,
        copy=False,
        check_company=True,
    )
    date_decide_by = fields.Datetime(string="Decide by", readonly=True, copy=False)
    approval_document_id = fields.Many2one(
        "crm.process.document",
        string="Paper to Decide On",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="set null",
        check_company=True,
    )
    approval_attachment_id = fields.Many2one(
        "ir.attachment",
        string="File to Decide On",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="Our own copy, as it was when the approval was asked for.",
    )
    approval_name = fields.Char(string="To Decide On", readonly=True, copy=False)
    approval_checksum = fields.Char(
        string="SHA-256", readonly=True, copy=False, help="Of the file decided on."
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [self._refuse_as_approval(vals) for vals in vals_list]
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_no_decision(self):
        for case in self.filtered("asked_by_id"):
            raise UserError(
                self.env._(
                    "“%s” shows who decided on what, so it is not deleted. Cancel it "
                    "instead.",
                    case.display_name,
                )
            )

    # === HOOKS === #

    def _get_paper_to_decide(self, step):
        """An approval decides on its own paper, whichever the step asks about."""
        return self.approval_document_id or super()._get_paper_to_decide(step)

    def _explain_no_undo(self):
        """What was decided, or sent back to its author, is not taken back."""
        if self.asked_by_id:
            return self.env._(
                "“%s” is an approval: what was decided stays. Ask again instead.",
                self.display_name,
            )
        return super()._explain_no_undo()

    # === BUSINESS METHODS === #

    @api.model
    def _refuse_as_approval(self, vals):
        """Return `vals` without what is given when an approval is asked for.

        :raise UserError: when it is to be an approval: there is no file to decide on
        """
        key = "template_id"
        template_id = vals.get(key) or self.env.context.get(f"default_{key}")
        template = self.env["crm.process.template"].browse(template_id or [])
        if template.sudo().kind == APPROVAL:  # sudo: its kind is no secret
            raise UserError(
                self.env._(
                    "There is nothing to decide on yet: use “Have a File Approved…” "
                    "and choose the file."
                )
            )
        return vals | dict.fromkeys(GIVEN_WHEN_ASKED)

    def _get_barred_asker(self):
        """Return who asked and so may not decide, none where the form allows it."""
        # sudo: what the form of a paper allows is no secret
        form = self.sudo().approval_document_id.template_id
        asker = self.asked_by_id
        return asker.browse() if form.allows_own_approval else asker

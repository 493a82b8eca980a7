from odoo import fields, models


class CrmProcessMixin(models.AbstractModel):
    """A record that takes part in processes: a lead, an order, whatever glue brings.

    A host brings `case_ids` (its cases) and says which one is the main.
    """

    _name = "crm.process.mixin"
    _description = "Takes Part in Processes"

    case_id = fields.Many2one(
        "crm.process.case",
        string="Process",
        compute="_compute_case_id",
        store=True,
        index="btree_not_null",
        copy=False,
        ondelete="set null",
        help="The main case: the running one, else the last.",
    )
    process_stage_id = fields.Many2one(
        related="case_id.stage_id", string="Process Stage"
    )
    process_state = fields.Selection(related="case_id.state", string="Process State")

    # === COMPUTE METHODS === #

    def _compute_case_id(self):
        for record in self:
            record.case_id = record._get_main_case()

    # === BUSINESS METHODS === #

    def _get_main_case(self):
        """Return the main case: the open one that waits for no other, else the last."""
        self.ensure_one()
        mains = self.sudo().case_ids.filtered(  # sudo: which case it is, is no secret
            lambda case: not case.parent_id
        )
        return (mains.filtered(lambda case: case._is_open()) or mains).sorted("id")[-1:]

    def _process_start(self, template):
        """Start a case of `template` for the record and return it.

        :raise UserError: when the template is not active, or a case runs already
        """
        self.ensure_one()
        version = template._get_active_version(self.company_id or self.env.company)
        values = self._prepare_case_values(version)
        # sudo: whoever may write the record may start its process
        self.check_access("write")
        return self.env["crm.process.case"].sudo().create(values).sudo(False)

    def _prepare_case_values(self, template):
        """Return the values of the record's case on `template`."""
        self.ensure_one()
        return {
            "name": self.display_name,
            "template_id": template.id,
            "partner_id": self.partner_id.id,
            "user_id": self.user_id.id,
            "company_id": (
                self.company_id or template.company_id or self.env.company
            ).id,
        }

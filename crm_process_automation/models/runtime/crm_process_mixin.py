from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from ..definition.constants import PROCESS_USER


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
        related="case_id.stage_id", string="Process Stage", groups=PROCESS_USER
    )
    process_state = fields.Selection(
        related="case_id.state", string="Process State", groups=PROCESS_USER
    )

    # === COMPUTE METHODS === #

    def _compute_case_id(self):
        for record in self:
            record.case_id = record._get_main_case()

    # === BUSINESS METHODS === #

    def _get_main_case(self):
        """Return the main case: the open one that waits for no other, else the last."""
        self.ensure_one()
        mains = self._get_all_cases().filtered(lambda case: not case.parent_id)
        return (mains.filtered(lambda case: case._is_open()) or mains).sorted("id")[-1:]

    def _get_all_cases(self):
        """Return the cases of the records; those of archived records are archived."""
        # sudo: which cases there are, is no secret
        records = self.sudo().with_context(active_test=False)
        return records.case_ids.with_env(self.sudo().env)  # sudo: as above

    def _process_start(self, template):
        """Start a case of `template` for the record and return it.

        :raise UserError: when the template is not active, or a case runs already
        """
        self.ensure_one()
        self.check_access("write")
        self._check_no_case_runs()
        version = template._get_active_version(self.company_id or self.env.company)
        self._check_is_made_for_it(version)
        return self._start_cases({self: version}).with_env(self.env)

    def _check_is_made_for_it(self, template):
        """Raise when the process is made for records of another kind."""
        if template.host_model != self._name:
            raise UserError(
                self.env._(
                    "“%(process)s” is not made for records such as “%(record)s”. "
                    "Choose another process.",
                    process=template.display_name,
                    record=self.display_name,
                )
            )

    def _check_no_case_runs(self):
        case = self.sudo().case_id  # sudo: only its name is told
        if case and case._is_open():
            raise UserError(
                self.env._(
                    "“%(record)s” goes through “%(process)s” already. Change its "
                    "process, or end that first.",
                    record=self.display_name,
                    process=case.template_id.display_name,
                )
            )

    @api.model
    def _start_cases(self, template_by_record, extra_by_record=None):
        """Start a case for each record, all in one batch.

        :param extra_by_record: more values for the case of a record
        """
        extra_by_record = extra_by_record or {}
        return self._get_clean_cases().create(
            [
                record._prepare_case_values(template) | extra_by_record.get(record, {})
                for record, template in template_by_record.items()
            ]
        )

    @api.model
    def _get_clean_cases(self):
        """Return the model of cases, without the defaults meant for the record."""
        # sudo: whoever may write the record may start its process
        env = self.sudo().env(context=clean_context(self.env.context))
        return env["crm.process.case"]

    def _prepare_case_values(self, template):
        """Return the values of the record's case on `template`.

        A record without a company takes the template's. A person who does not work for
        that company does not answer for the case: a start is never refused for it.
        """
        self.ensure_one()
        company = self.company_id or template.company_id or self.env.company
        user = self.user_id
        if company not in user.sudo().company_ids:  # sudo: to work there is no secret
            user = user.browse()
        return {
            "name": self.display_name,
            "template_id": template.id,
            "partner_id": self.partner_id.id,
            "user_id": user.id,
            "company_id": company.id,
        }

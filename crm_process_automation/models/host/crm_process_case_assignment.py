from odoo import api, fields, models
from odoo.fields import Domain

ASSIGNMENT_ACTION = "crm_process_automation.crm_process_case_assignment_action"
ISSUE_ACTION = "crm_process_automation.crm_process_assignment_issue_action"


class CrmProcessCase(models.Model):
    """The deal or the order that an assignment is about.

    Not `lead_id`: that is the deal which a case drives, and which opens it to others.
    """

    _inherit = "crm.process.case"

    subject_lead_id = fields.Many2one(
        "crm.lead",
        string="About the Deal",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="set null",
    )
    subject_order_id = fields.Many2one(
        "sale.order",
        string="About the Order",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="set null",
    )
    assignment_count = fields.Integer(compute="_compute_assignment_count")
    can_open_subject = fields.Boolean(compute="_compute_can_open_subject")

    # === COMPUTE METHODS === #

    def _compute_assignment_count(self):
        counts = self._count_links("crm.process.case", "origin_case_id")
        for case in self:
            case.assignment_count = counts.get(case, 0)

    @api.depends("subject_lead_id", "subject_order_id")
    def _compute_subject_name(self):
        return super()._compute_subject_name()

    @api.depends("subject_lead_id", "subject_order_id", "origin_case_id", "partner_id")
    @api.depends_context("uid")
    def _compute_can_open_subject(self):
        for case in self:
            # sudo: the link is read, whether it may be followed is asked
            record = case.sudo()._get_assignment_subject().with_env(self.env)
            case.can_open_subject = bool(record) and record.has_access("read")

    # === ACTION METHODS === #

    def action_open_subject(self):
        """Open what the assignment is about."""
        self.ensure_one()
        self.check_access("read")
        record = self._get_assignment_subject()
        record.check_access("read")
        return self._open_record(record)

    def action_open_assignments(self):
        """Open the assignments about the case, or issue the first."""
        self.ensure_one()
        self.check_access("read")
        return self._open_assignments_about(self, "origin_case_id")

    # === HOOKS === #

    @api.model
    def _get_access_people(self):
        return [*super()._get_access_people(), "issuer_id"]

    @api.model
    def _get_bare_domain(self, operation, rows=None, within=None):
        """Whoever may read a client may not read what was assigned about him."""
        domain = super()._get_bare_domain(operation, rows, within)
        if operation == "read" and not self._is_manager():
            domain &= Domain("issuer_id", "=", False) | Domain(
                "create_uid", "=", self.env.uid
            )
        return domain

    @api.model
    def _check_may_begin_on(self, vals_list):
        """Whoever assigns something about a record may read it: its name is told."""
        result = super()._check_may_begin_on(vals_list)
        names = ["subject_lead_id", "subject_order_id"]
        defaults = self.default_get(names)
        for vals in vals_list:
            values = defaults | vals
            for name in names:
                self[name].browse(values.get(name) or []).check_access("read")
        return result

    def _get_assignment_subject(self):
        return (
            self.subject_order_id
            or self.subject_lead_id
            or super()._get_assignment_subject()
        )

    # === BUSINESS METHODS === #

    @api.model
    def _open_at_busiest(self, action_xmlid, domain):
        """Assignments have a screen of their own."""
        return super()._open_at_busiest(
            action_xmlid, domain & Domain("issuer_id", "=", False)
        )

    @api.model
    def _open_assignments_about(self, record, link):
        """Return the list of assignments about `record`; none: the dialogue to issue.

        :param link: the field of an assignment that leads to the record
        """
        cases = self.env["crm.process.case"]
        actions = self.env["ir.actions.act_window"]
        domain = [("issuer_id", "!=", False), (link, "=", record.id)]
        if not cases.search_count(domain, limit=1):
            action = actions._for_xml_id(ISSUE_ACTION)
            return action | {"context": {f"default_{link}": record.id}}
        action = actions._for_xml_id(ASSIGNMENT_ACTION)
        name = self.env._("Assignments about %s", record.display_name)
        return action | {"name": name, "domain": domain, "context": {"create": False}}

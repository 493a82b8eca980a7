from odoo import api, fields, models


class CrmLead(models.Model):
    """A deal that walks its route map.

    While a case that was started on the deal is open, the case *drives* it: stage,
    probability, won and lost come from the case. Otherwise the deal is stock Odoo.
    """

    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.process.mixin"]
    _mirror_triggers = frozenset(
        {"name", "partner_id", "user_id", "team_id", "company_id", "type"}
        | {"priority", "active"}
    )

    case_ids = fields.One2many("crm.process.case", "lead_id", string="Processes")
    process_approach = fields.Selection(
        [("push", "Push"), ("pull", "Pull")],
        string="Approach",
        help="Push: the client came by himself, with a need already formed. "
        "Pull: a cold sale, the need is still to be awakened.",
    )
    process_cycle = fields.Selection(
        [("long", "Long"), ("short", "Short")],
        string="Cycle",
        help="A long sale has a presentation and a proposal; a short one has not.",
    )
    process_template_id = fields.Many2one(
        "crm.process.template",
        domain="[('state', '=', 'active'), ('host_model', '=', 'crm.lead')]",
        ondelete="set null",
        index="btree_not_null",
        help="The process of the deal. Empty on a new deal: the one that fits starts "
        "by itself, if any does.",
    )

    # === COMPUTE METHODS === #

    @api.depends("case_ids.state", "case_ids.parent_id", "case_ids.order_id")
    def _compute_case_id(self):
        return super()._compute_case_id()

    # === BUSINESS METHODS === #

    def _get_main_case(self):
        """Return the open case that drives the deal, else as every record does."""
        main = super()._get_main_case()
        if main._is_started_on(self) and main._is_open():
            return main
        driving = self._get_all_cases().filtered(
            lambda case: case._is_open() and case._is_started_on(self)
        )
        return driving.sorted("id")[-1:] or main

    def _filter_driven(self):
        """Return the deals that a case drives now."""
        return self.filtered(lambda lead: lead._get_own_case())

    def _get_process_features(self):
        return super()._get_process_features() | {
            "approach": self.process_approach,
            "cycle": self.process_cycle,
        }

    def _prepare_case_values(self, template):
        values = super()._prepare_case_values(template)
        return values | {
            "lead_id": self.id,
            "team_id": self.team_id.id,
            "amount": self.expected_revenue,
            "priority": self.priority,
        }

    def _prepare_mirrored_values(self, case):
        return super()._prepare_mirrored_values(case) | {
            "priority": self.priority,
            "active": self.active,
        }

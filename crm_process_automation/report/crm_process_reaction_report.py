from odoo import api, fields, models
from odoo.tools import SQL


class CrmProcessReactionReport(models.Model):
    """How fast requests are answered: from their birth to what a person first did.

    One row is one request. Median and 90th percentile are counted for whatever the
    report is grouped by; a request that nobody has reacted to counts in neither.
    """

    _name = "crm.process.reaction.report"
    _description = "First Reaction"
    _inherit = ["crm.process.report.mixin", "crm.process.percentile.mixin"]
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "lead_id"
    _depends = {
        "crm.lead": [
            *("create_date", "source_id", "medium_id", "user_id", "team_id", "type"),
            *("company_id", "create_uid"),
        ],
        "crm.process.reaction": ["lead_id", "date", "user_id", "kind", "working_hours"],
    }

    # What
    lead_id = fields.Many2one("crm.lead", string="Request", readonly=True)
    type = fields.Selection(
        [("lead", "Lead"), ("opportunity", "Opportunity")], readonly=True
    )
    source_id = fields.Many2one("utm.source", readonly=True)
    medium_id = fields.Many2one("utm.medium", readonly=True)
    is_incoming = fields.Boolean(
        string="Came In by Itself",
        readonly=True,
        help="By e-mail, the website or another system: no colleague typed it in.",
    )

    # Who
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", string="Sales Team", readonly=True)
    reacted_by_id = fields.Many2one("res.users", string="Who Reacted", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)

    # When
    date = fields.Datetime(string="Came In", readonly=True)
    date_reacted = fields.Datetime(string="First Reaction", readonly=True)
    kind = fields.Selection(
        selection=lambda self: (
            self.env["crm.process.reaction"]
            ._fields["kind"]
            ._description_selection(self.env)
        ),
        string="How",
        readonly=True,
    )
    waiting_count = fields.Integer(string="No Reaction Yet", readonly=True)

    # How fast
    minutes = fields.Float(
        string="Average (Minutes)", readonly=True, aggregator="avg", digits=(16, 1)
    )
    median_minutes = fields.Float(
        string="Median (Minutes)", readonly=True, aggregator="median", digits=(16, 1)
    )
    p90_minutes = fields.Float(
        string="90 % Within (Minutes)",
        readonly=True,
        aggregator="p90",
        digits=(16, 1),
        help="Nine of ten requests were answered within so many minutes on the clock.",
    )
    working_hours = fields.Float(
        string="Average (Working Hours)", readonly=True, aggregator="avg"
    )
    median_working_hours = fields.Float(
        string="Median (Working Hours)", readonly=True, aggregator="median"
    )
    p90_working_hours = fields.Float(
        string="90 % Within (Working Hours)",
        readonly=True,
        aggregator="p90",
        help="Nine of ten requests were answered within so many working hours.",
    )

    # === ACTION METHODS === #

    @api.model
    def action_open_report(self):
        """Open the report, with what has happened until now."""
        self.check_access("read")
        # sudo: reactions are the system's to write down, whoever looks at them
        self.env["crm.process.reaction"].sudo()._note()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "crm_process_automation.crm_process_reaction_report_action"
        )

    def action_open_record(self):
        """Open the request of the row."""
        self.ensure_one()
        self.check_access("read")
        return self.lead_id.get_formview_action()

    # === BUSINESS METHODS === #

    @api.model
    def _get_access_links(self):
        return ["lead_id"]

    @property
    def _table_query(self):
        minutes = SQL("EXTRACT(EPOCH FROM reaction.date - lead.create_date) / 60")
        return SQL(
            """
            SELECT lead.id, lead.id AS lead_id, lead.type, lead.source_id,
                   lead.medium_id, lead.user_id, lead.team_id, lead.company_id,
                   lead.create_date AS date,
                   creator.id IS NULL OR creator.share OR creator.id = %(robot)s
                       AS is_incoming,
                   reaction.user_id AS reacted_by_id, reaction.date AS date_reacted,
                   reaction.kind,
                   (reaction.id IS NULL)::int AS waiting_count,
                   %(minutes)s AS minutes,
                   %(minutes)s AS median_minutes,
                   %(minutes)s AS p90_minutes,
                   reaction.working_hours,
                   reaction.working_hours AS median_working_hours,
                   reaction.working_hours AS p90_working_hours
              FROM crm_lead lead
         LEFT JOIN crm_process_reaction reaction ON reaction.lead_id = lead.id
         LEFT JOIN res_users creator ON creator.id = lead.create_uid
            """,
            minutes=minutes,
            robot=self.env.ref("base.user_root").id,
        )

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# All versions of a process, each beside the newest of them that is no draft.
NEWEST = SQL(
    """(SELECT id AS version_id,
               FIRST_VALUE(id) OVER (
                   PARTITION BY code, company_id
                   ORDER BY state = 'draft', version DESC
               ) AS process_id
          FROM crm_process_template)"""
)


class CrmProcessEvaluation(models.Model):
    """Clients judge a process, not its version: reports count all versions together."""

    _inherit = "crm.process.evaluation"

    template_id = fields.Many2one(string="Version of the Process")
    process_id = fields.Many2one(
        "crm.process.template",
        compute="_compute_process_id",
        search="_search_process_id",
        help="All its versions together, under the newest one.",
    )

    # === COMPUTE METHODS === #

    @api.depends("template_id")
    def _compute_process_id(self):
        newest = self._get_newest_versions()
        for row in self:
            row.process_id = newest.get(row.template_id.id)

    def _search_process_id(self, operator, value):
        if operator == "any":
            value = self.env["crm.process.template"].search(value).ids
        elif operator != "in":
            return NotImplemented
        newest = self._get_newest_versions()
        versions = [version for version, process in newest.items() if process in value]
        domain = Domain("template_id", "in", versions)
        return domain | Domain("template_id", "=", False) if False in value else domain

    # === CRUD METHODS === #

    def _field_to_sql(self, alias, field_expr, query=None):
        """Group by the process: the newest version stands for all of them."""
        if field_expr != "process_id" or query is None:
            return super()._field_to_sql(alias, field_expr, query)
        newest = query.make_alias(alias, "newest")
        template = super()._field_to_sql(alias, "template_id", query)
        version = SQL.identifier(newest, "version_id")
        query.add_join("LEFT JOIN", newest, NEWEST, SQL("%s = %s", template, version))
        return SQL.identifier(newest, "process_id")

    # === BUSINESS METHODS === #

    @api.model
    def _get_newest_versions(self):
        """Return {version: the newest version of its process}, as ids."""
        processes = self.env["crm.process.template"]
        processes.flush_model(["code", "company_id", "state", "version"])
        return dict(self.env.execute_query(SQL("SELECT * FROM %s AS newest", NEWEST)))

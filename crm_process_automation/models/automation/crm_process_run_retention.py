from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, split_every

OVER = ("done", "skipped", "cancelled")
AT_ONCE = 5000


class CrmProcessRun(models.Model):
    """How long the journal is kept: archived after a while, deleted where wanted."""

    _inherit = "crm.process.run"

    active = fields.Boolean(default=True, readonly=True)

    # === BUSINESS METHODS === #

    @api.model
    def _insert(self, vals_list):
        return super()._insert([{"active": True} | vals for vals in vals_list])

    @api.model
    def _cron_archive(self):
        """Archive and delete what is over for so many days as each company says."""
        # sudo: the job is for all companies
        for company in self.env["res.company"].sudo().search([("id", "!=", False)]):
            old = self._find_over(company, company.process_run_delete_days)
            self._act_in_batches(old, self._delete_rows)
            old = self._find_over(company, company.process_run_archive_days, True)
            self._act_in_batches(old, self._archive_rows)

    @api.model
    def _find_over(self, company, days, only_active=False):
        """Return the ids of the runs that are over for `days`; none for 0."""
        if not days:
            return []
        moment = fields.Datetime.now() - timedelta(days=days)
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM crm_process_run
                    WHERE company_id = %s AND state IN %s AND date_done < %s %s""",
                company.id,
                OVER,
                moment,
                SQL("AND active") if only_active else SQL(),
            )
        )
        return [row[0] for row in rows]

    @api.model
    def _act_in_batches(self, ids, act):
        for batch in split_every(AT_ONCE, ids, list):
            act(batch)
            self.env["ir.cron"]._commit_progress(len(batch), remaining=0)

    @api.model
    def _archive_rows(self, ids):
        # Whoever changes one meanwhile keeps it: nothing to wait for.
        self.env.cr.execute(
            "UPDATE crm_process_run SET active = FALSE WHERE id = ANY(%s)", [ids]
        )
        self.env["crm.process.run"].invalidate_model(["active"])

    @api.model
    def _delete_rows(self, ids):
        self.sudo().browse(ids).unlink()  # sudo: the journal is the system's

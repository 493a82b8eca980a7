from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..models.definition.constants import PROCESS_USER


class DigestDigest(models.Model):
    """What is late in the processes, in the digest e-mail.

    Both are what stood at the end of the period, so that each column of the e-mail
    shows how that has changed since.
    """

    _inherit = "digest.digest"

    kpi_process_overdue_tasks = fields.Boolean("Overdue Tasks")
    kpi_process_overdue_tasks_value = fields.Integer(
        compute="_compute_kpi_process_overdue_tasks_value"
    )
    kpi_process_open_incidents = fields.Boolean("Open Incidents")
    kpi_process_open_incidents_value = fields.Integer(
        compute="_compute_kpi_process_open_incidents_value"
    )

    # === COMPUTE METHODS === #

    def _compute_kpi_process_overdue_tasks_value(self):
        end = self._get_end()
        not_done = Domain("state", "=", "open") & ~Domain(
            "case_id.state", "=", "paused"
        )
        done_later = Domain("state", "=", "done") & Domain("date_done", ">=", end)
        self._count_at_end(
            "crm.process.task",
            "kpi_process_overdue_tasks_value",
            Domain("deadline", "<", end) & (not_done | done_later),
        )

    def _compute_kpi_process_open_incidents_value(self):
        end = self._get_end()
        is_open = Domain("state", "=", "open") | Domain("date_handled", ">=", end)
        self._count_at_end(
            "crm.process.incident",
            "kpi_process_open_incidents_value",
            Domain("date", "<", end) & is_open,
        )

    def _compute_kpis_actions(self, company, user):
        actions = super()._compute_kpis_actions(company, user)
        menu = self.env.ref("crm.crm_menu_root").id
        for kpi, action in (
            ("kpi_process_overdue_tasks", "crm_process_task_action_overdue"),
            ("kpi_process_open_incidents", "crm_process_incident_action"),
        ):
            actions[kpi] = f"crm_process_automation.{action}?menu_id={menu}"
        return actions

    # === BUSINESS METHODS === #

    def _get_end(self):
        """Return when the period ends; now, when nobody says for which one it is."""
        _start, end, _companies = self._get_kpi_compute_parameters()
        return end or fields.Datetime.now()

    def _count_at_end(self, model, name, domain):
        """Write how many rows there are for each company; without the right, none."""
        if not self.env.user.has_group(PROCESS_USER):
            raise AccessError(
                self.env._("Only who works with processes gets their figures.")
            )
        _start, _end, companies = self._get_kpi_compute_parameters()
        counts = dict(
            self.env[model]._read_group(
                domain & Domain("company_id", "in", companies.ids),
                ["company_id"],
                ["__count"],
            )
        )
        for digest in self:
            digest[name] = counts.get(digest.company_id or self.env.company, 0)

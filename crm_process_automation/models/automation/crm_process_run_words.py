from odoo import api, models
from odoo.fields import Domain
from odoo.tools.misc import format_datetime


class CrmProcessRun(models.Model):
    """A run, told in a sentence."""

    _inherit = "crm.process.run"

    # === BUSINESS METHODS === #

    @api.model
    def _get_domain_about(self, record):
        """Return the runs on `record` and on what belongs to it."""
        domain = Domain("res_model", "=", record._name)
        domain &= Domain("res_id", "in", record.ids)
        links = {"crm.process.case": "case_id", "res.partner": "partner_id"}
        if name := links.get(record._name):
            domain |= Domain(name, "in", record.ids)
        return domain

    def _say_moment(self):
        self.ensure_one()
        moment = self.date_done or self.date_due
        if not moment:
            return ""
        return format_datetime(self.env, moment, tz=self.env.tz.zone, dt_format="short")

    def _tell(self):
        """Return the run as a line: when, in which state, and why."""
        self.ensure_one()
        labels = dict(self._fields["state"]._description_selection(self.env))
        return {
            "moment": self._say_moment(),
            "state": self.state,
            "label": labels.get(self.state, ""),
            "reason": self.error or self._say_effects(),
        }

    def _say_outcome(self):
        """Return the sentence that says what became of the run."""
        self.ensure_one()
        return getattr(self, f"_say_outcome_{self.state}")(
            self._say_moment(), self.error or self.env._("no reason was noted")
        )

    def _say_outcome_done(self, moment, _reason):
        return self.env._("It ran on %s.", moment)

    def _say_outcome_pending(self, moment, _reason):
        # sudo: why it stands still is no secret
        scenario = self.sudo().scenario_id.with_company(self.company_id)
        if scenario and (reasons := scenario._get_standstill_reasons()):
            return self.env._(
                "It waits since %(moment)s: %(reason)s.",
                moment=moment,
                reason="; ".join(reasons),
            )
        return self.env._("It is about to run: it waits since %s.", moment)

    def _say_outcome_skipped(self, moment, reason):
        return self.env._(
            "It ran on %(moment)s and found nothing to do: %(reason)s",
            moment=moment,
            reason=reason,
        )

    def _say_outcome_failed(self, _moment, reason):
        return self.env._("It failed and will be tried again: %s", reason)

    def _say_outcome_dead(self, moment, reason):
        return self.env._(
            "It failed and was given up on %(moment)s: %(reason)s",
            moment=moment,
            reason=reason,
        )

    def _say_outcome_suppressed(self, _moment, reason):
        return self.env._("It was held back: %s", reason)

    def _say_outcome_cancelled(self, _moment, reason):
        return self.env._("It was cancelled: %s", reason)

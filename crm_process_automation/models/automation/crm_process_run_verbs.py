from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.text import is_blank
from ..definition.constants import PROCESS_MANAGER

REPLAYED = ("failed", "dead", "skipped", "cancelled")
CANCELLED = ("pending", "failed", "suppressed", "dead")


class CrmProcessRun(models.Model):
    """What a manager commands: replay, release, cancel. The key stays the same."""

    _inherit = "crm.process.run"

    released_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        index="btree_not_null",
        help="Who let it run although it was held back.",
    )

    # === ACTION METHODS === #

    def action_replay(self):
        """Try again, right away, what failed, was given up, skipped or cancelled.

        :raise AccessError: when the user is no manager of processes
        :raise UserError: when there is nothing to be tried again
        """
        self.check_access("read")  # nobody writes the journal but the system
        self._check_may_command()
        for run in self:
            if run.state not in REPLAYED:
                raise UserError(run._explain_no_replay())
            run._check_scenario_is_on()
        self._begin_anew()
        return True

    def action_release(self):
        """Let run what was held back.

        :raise AccessError: when the user is no manager of processes
        :raise UserError: when one is not held back
        """
        self.check_access("read")  # as above
        self._check_may_command()
        for run in self:
            if run.state != "suppressed":
                raise UserError(
                    run._say(
                        self.env._("“%(run)s” is not held back: nothing to release.")
                    )
                )
            run._check_scenario_is_on()
        self._begin_anew(released_by_id=self.env.uid)
        return True

    def action_cancel(self, reason):
        """Give up for good what waits, failed or was held back.

        :param reason: why, as the journal will tell it
        :raise AccessError: when the user is no manager of processes
        :raise UserError: when it is over already, or no reason is given
        """
        self.check_access("read")  # as above
        self._check_may_command()
        if not isinstance(reason, str) or is_blank(reason):
            raise UserError(self.env._("Say why it is cancelled."))
        for run in self:
            if run.state not in CANCELLED:
                raise UserError(
                    run._say(
                        self.env._("“%(run)s” is over already: nothing to cancel.")
                    )
                )
        runs = self.sudo()  # sudo: access was checked
        runs._finish("cancelled", reason)
        runs._close_incidents(reason)
        return True

    # === BUSINESS METHODS === #

    def _check_may_command(self):
        if not (self.env.su or self.env.user.has_group(PROCESS_MANAGER)):
            raise AccessError(
                self.env._(
                    "Runs of the automation are replayed, released and cancelled by "
                    "managers and designers of processes. Ask one of them."
                )
            )

    def _check_scenario_is_on(self):
        # sudo: whether it is on is no secret
        scenario = self.sudo().scenario_id
        if not scenario:
            raise UserError(
                self._say(self.env._("The scenario of “%(run)s” was deleted."))
            )
        if scenario.state == "off":
            raise UserError(
                self._say(
                    self.env._(
                        "“%(run)s” cannot run: “%(scenario)s” is switched off. Switch "
                        "it on first."
                    )
                )
            )

    def _explain_no_replay(self):
        return self._say(
            {
                "done": self.env._(
                    "“%(run)s” is done. Doing it again would do it twice."
                ),
                "pending": self.env._("“%(run)s” is waiting and will run by itself."),
                "suppressed": self.env._("“%(run)s” is held back: release it."),
            }[self.state]
        )

    def _say(self, sentence):
        # sudo: the name of the scenario is no secret
        scenario = self.sudo().scenario_id.name or ""
        return sentence % {
            "run": f"{scenario}: {self.record_name or ''}",
            "scenario": scenario,
        }

    def _begin_anew(self, **values):
        runs = self.sudo()  # sudo: access was checked
        runs.write(
            {
                "state": "pending",
                "active": True,
                "date_try": fields.Datetime.now(),
                "date_done": False,
                **values,
            }
        )
        runs._put_to_work()

from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from .moment_words import say_moment

TOLERANCE = timedelta(minutes=1)
CLIENT_LINKS = ("case_id.partner_id", "call_id.partner_id", "partner_id")


class CrmProcessTask(models.Model):
    """The goal of a task: when it is met otherwise, the task closes and says why.

    An approval never does: somebody has to decide.
    """

    _inherit = "crm.process.task"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        tasks = super().create(vals_list)
        if any(vals.get("step_id") for vals in vals_list):
            # sudo: whether the goal is met is not a matter of who gives the task
            tasks.sudo()._close_when_met()
        return tasks

    # === A RECORD MATCHES === #

    def _close_when_met(self):
        """Close the open tasks whose record matches the filter of their step."""
        control = self.env["crm.process.control"]
        for task in self:
            step = task.step_id
            if step.goal_kind != "domain" or not task._may_close_by_itself():
                continue
            record = task.case_id._get_subject(step.goal_subject or "case")
            if control._matches(record, step.goal_domain):
                task._close_by_itself(
                    self.env._(
                        "“%(task)s” is met: “%(record)s” matches",
                        task=task.display_name,
                        record=record.display_name,
                    )
                )

    def _may_close_by_itself(self):
        self.ensure_one()
        return bool(self.state == "open" and self.kind != "approval" and self.case_id)

    # === THE CLIENT WAS TALKED TO === #

    @api.model
    def _close_for_call(self, call):
        """Close the tasks that wait for a talk with the client, and return them.

        :param call: a call that was answered
        """
        # sudo: follows from a call that was logged, whoever has the tasks
        tasks = self.sudo()._get_tasks_for_call(call.sudo())  # sudo: as above
        tasks = tasks.filtered(lambda task: task.kind != "approval")
        for task in tasks:
            task._close_by_itself(task._describe_talk(call.sudo()))  # sudo: as above
        return tasks.with_env(self.env)

    @api.model
    def _get_tasks_for_call(self, call):
        """Return the open tasks for which the client was to be talked to.

        A call about a matter meets the goals of that matter only, else of all that run
        with the client. To call back is done, whatever the talk was about.
        """
        matter = self._get_matter_domain(call)
        client = self._get_client_domain(call)
        domain = Domain("step_id.goal_kind", "=", "call") & (
            client if matter.is_false() else matter
        )
        domain |= Domain("call_id", "!=", False) & (matter | client)
        # Given after the talk, it waits for another one; calls are dated to the minute.
        domain &= Domain("create_date", "<", call.date + TOLERANCE)
        return self.search(domain & Domain("state", "=", "open"))

    @api.model
    def _get_matter_domain(self, call):
        """Return which tasks belong to what the call was about. A host adds its own."""
        return Domain("case_id", "=", call.case_id.id) if call.case_id else Domain.FALSE

    @api.model
    def _get_client_domain(self, call):
        """Return which tasks belong to the client: the person, or their company."""
        partner = call.partner_id
        if not partner and call.phone_normalized:
            return Domain("call_id.phone_normalized", "=", call.phone_normalized)
        if not partner:
            return Domain.FALSE
        domain = Domain.FALSE
        for link in CLIENT_LINKS:
            domain |= Domain(link, "in", (partner | partner.commercial_partner_id).ids)
            domain |= Domain(f"{link}.commercial_partner_id", "=", partner.id)
        return domain

    def _describe_talk(self, call):
        self.ensure_one()
        clock = self.env["crm.process.clock"]._wind()
        zone = clock._get_zone(self.user_id, self.company_id)
        date = say_moment(self.env, call.date, zone)
        if call.direction == "in":
            return self.env._("Talked to the client on %s (incoming call)", date)
        return self.env._("Talked to the client on %s (outgoing call)", date)

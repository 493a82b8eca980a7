from odoo import models


class CrmProcessCase(models.Model):
    """Who answers for a case answers for its deal, and the other way about."""

    _inherit = "crm.process.case"

    # === CRUD METHODS === #

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        before = {case: case.user_id for case in self}
        result = super().write(vals)
        # sudo: whoever may hand over the case hands over all of it, and may be done
        # with it then
        changed = self.sudo().filtered(lambda case: case.user_id != before[case])
        changed._hand_over({case.id: user for case, user in before.items()})
        return result

    # === BUSINESS METHODS === #

    def _hand_over(self, former_by_id):
        """Hand on what the former responsible held by that role, and the record."""
        for case in self:
            former, user = former_by_id[case.id], case.user_id
            held = case.task_ids.filtered(
                lambda task, former=former: (
                    task.state == "open"
                    and task.user_id == former
                    and task.step_id.responsible_kind == "case"
                )
            )
            if held:
                held.write({"user_id": user.id})
            if (
                case.stage_user_id == former
                and case.stage_id.responsible_kind == "case"
            ):
                case._write_past_door({"stage_user_id": user.id})
        for user, cases in self.grouped("user_id").items():
            for records in cases._get_records_they_started_on():
                others = records.filtered(
                    lambda record, user=user: record.user_id != user
                )
                if others:
                    others.write({"user_id": user.id})

    def _get_records_they_started_on(self):
        """Return the deals and the orders that open main cases were started on."""
        mains = self.filtered(lambda case: case._is_open() and not case.parent_id)
        on_leads = mains.filtered(lambda case: case._is_started_on(case.lead_id))
        return [on_leads.lead_id, mains.order_id]

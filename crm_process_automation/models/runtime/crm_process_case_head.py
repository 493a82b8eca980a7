from odoo import models

from ..definition.constants import PROCESS_MANAGER, PROCESS_USER


class CrmProcessCase(models.Model):
    """Who is told when something goes wrong with a case."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _get_head(self, executor=None):
        """Return the head of the case; nobody when there is none. Never raises.

        :param executor: whom it is about: nobody is told of himself while there is
            somebody else to tell
        """
        case = self.sudo()  # sudo: who the head is, is no secret
        company = case.company_id or self.env.company
        heads = case._get_heads().filtered(
            lambda user: (
                user.active
                and company in user.company_ids
                and user.has_group(PROCESS_USER)
            )
        )
        others = heads - executor if executor else heads
        return (others or heads)[:1].sudo(self.env.su)

    def _get_heads(self):
        """Return who may be the head, the nearest first. A host adds its own."""
        return self.template_id.owner_id | self._get_managers()

    def _get_managers(self):
        # Not `ref`, which asks the database each time: many cases have one head.
        group_id = self.env["ir.model.data"]._xmlid_to_res_id(PROCESS_MANAGER)
        # sudo: who is a manager is no secret
        groups = self.env["res.groups"].sudo().browse(group_id or [])
        return groups.all_user_ids.sorted("id") or self.user_id

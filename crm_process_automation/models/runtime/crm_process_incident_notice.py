from markupsafe import Markup

from odoo import SUPERUSER_ID, api, models
from odoo.tools import OrderedSet

RAISED = "crm.process.incident.raised"
FEW = 5


class CrmProcessIncident(models.Model):
    """The head is told: once for all that one transaction has raised."""

    _inherit = "crm.process.incident"

    # === BUSINESS METHODS === #

    @api.model
    def _raise(self, vals_list):
        incidents = super()._raise(vals_list)
        if incidents:
            precommit = self.env.cr.precommit
            if RAISED not in precommit.data:
                precommit.data[RAISED] = OrderedSet()
                # sudo: the system speaks, in nobody's name
                precommit.add(self.with_user(SUPERUSER_ID)._notify_heads)
            precommit.data[RAISED].update(incidents.ids)
        return incidents

    @api.model
    def _notify_heads(self):
        """Tell every head what was raised, but for what was rolled back since."""
        raised = self.env.cr.precommit.data.pop(RAISED, ())
        incidents = self.browse(raised).exists()
        for head, theirs in incidents.grouped("user_id").items():
            if head.active:
                theirs.with_context(lang=head.lang or "en_US")._notify_head(head)

    def _notify_head(self, head):
        """Write into the inbox of `head`, or to him, as his own setting says."""
        title = self[:1].name
        if len(self) > 1:
            title = self.env._("%s new incidents", len(self))
        names = [incident.name for incident in self[:FEW]]
        if len(self) > FEW:
            names.append(self.env._("… and %s more", len(self) - FEW))
        link = "/odoo/action-crm_process_automation.crm_process_incident_action"
        body = Markup("<ul>%s</ul><p><a href='%s'>%s</a></p>") % (
            Markup().join(Markup("<li>%s</li>") % name for name in names),
            f"{link}/{self.id}" if len(self) == 1 else link,
            self.env._("Open the incidents"),
        )
        self.env["mail.thread"].message_notify(
            partner_ids=head.partner_id.ids, subject=title, body=body
        )
        if head.notification_type != "inbox":
            head._bus_send(
                "simple_notification",
                {"type": "warning", "title": title, "message": "; ".join(names)},
            )

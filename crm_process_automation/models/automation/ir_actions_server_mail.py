from odoo import models
from odoo.tools import email_normalize
from odoo.tools.mail import email_normalize_all

from .outbox import MAIL_QUEUE, find_run, wake

ADDRESSED_BY = ("email_to", "email_cc", "partner_to")


class IrActionsServer(models.Model):
    """A scenario writes by Odoo's queue of mails, and never to nobody.

    A mail may arrive twice, when the server dies while it sends it: with the same
    Message-Id, which mail programs show once. A record without an address that works
    is skipped, with the reason: no mail stands as sent that nobody can get.
    """

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _run_action_mail_post_multi(self, eval_context=None):
        """Queue the mails of those who have an address, in the run of a scenario."""
        context = self.env.context
        ids = context.get("active_ids") or filter(None, [context.get("active_id")])
        # sudo: the settings of the action
        records = self.env[self.sudo().model_name].browse(ids)
        if not self.sudo().template_id or not find_run(self.env, records[:1]):
            return super()._run_action_mail_post_multi(eval_context=eval_context)
        recipients = self._find_mail_recipients(records)
        records = self._skip_without_address(records, recipients)
        if records:
            queue = self.with_context(
                active_ids=records.ids,
                active_id=records[:1].id,
                mail_notify_force_send=False,
            )
            super(IrActionsServer, queue)._run_action_mail_post_multi(
                eval_context=eval_context
            )
            wake(self.env, MAIL_QUEUE)
            self._note_mails(records, recipients)
        return False

    def _find_mail_recipients(self, records):
        """Return {record: [(what stands there, its address)]}.

        The address is False when none can be read from what stands there, None when it
        is the name of somebody who has none.

        None for a record stands for a template that is addressed to nobody: what it
        says is posted on the record.
        """
        action = self.sudo()  # sudo: the settings of the action
        template = self.env["mail.template"].browse(action.template_id.id)
        is_mail = action.mail_post_method == "email"
        is_note = action.mail_post_method == "note"  # stands on the record anyhow
        is_addressed = (template.use_default_to and not is_note) or any(
            template[name] for name in ADDRESSED_BY
        )
        if not is_mail and not is_addressed:
            return dict.fromkeys(records)
        found = template._generate_template_recipients(records.ids, ADDRESSED_BY)
        return {
            record: self._read_mail_recipients(found.get(record.id, {}))
            for record in records
        }

    def _read_mail_recipients(self, values):
        """Return [(what stands there, its address)] of one record."""
        # sudo: the address of whom the template names, as Odoo itself reads it
        partners = self.env["res.partner"].sudo().browse(values.get("partner_ids", ()))
        recipients = [
            (partner.email, email_normalize(partner.email))
            if partner.email
            else (partner.display_name, None)
            for partner in partners
        ]
        for name in ("email_to", "email_cc"):
            text = values.get(name) or ""
            found = email_normalize_all(text)
            recipients += [(address, address) for address in found]
            if text.strip() and not found:
                recipients.append((text.strip(), False))
        return recipients

    def _skip_without_address(self, records, recipients):
        """Return the records that somebody can be written to about; skip the others."""
        blacklist = self._find_blacklisted(recipients)
        reachable = records.browse()
        for record in records:
            found = recipients[record]
            if found is None or any(
                address and address not in blacklist for _text, address in found
            ):
                reachable |= record
            else:
                self._note_skip(record, self._explain_no_address(found, blacklist))
        return reachable

    def _find_blacklisted(self, recipients):
        addresses = {
            address for found in recipients.values() for _text, address in found or ()
        }
        # sudo: whom we may not write to is everybody's to heed
        rows = self.env["mail.blacklist"].sudo()
        return set(
            rows.search([("email", "in", list(filter(None, addresses)))]).mapped(
                "email"
            )
        )

    def _explain_no_address(self, found, blacklist):
        """Return why nobody can be written to, as a sentence."""
        if blocked := [address for _text, address in found if address in blacklist]:
            return self.env._(
                "No mail: %(addresses)s is on the blacklist.",
                addresses=", ".join(blocked),
            )
        if wrong := [text for text, address in found if address is False]:
            return self.env._(
                "No mail: “%(text)s” is not an e-mail address.", text=", ".join(wrong)
            )
        if found:
            return self.env._(
                "No mail: %(names)s has no e-mail address.",
                names=", ".join(text for text, _address in found),
            )
        return self.env._(
            "No mail: “%(template)s” finds nobody to write to here. Give the client an "
            "e-mail address.",
            template=self.sudo().template_id.name,  # sudo: as above
        )

    def _note_mails(self, records, recipients):
        """Write into the journal what was queued or posted."""
        template = self.sudo().template_id.name  # sudo: the settings of the action
        for record in records:
            addresses = [
                address for _text, address in recipients[record] or () if address
            ]
            sentence = self.env._(
                "“%(template)s” waits to be sent to %(addresses)s.",
                template=template,
                addresses=", ".join(addresses),
            )
            if not addresses:
                sentence = self.env._("“%(template)s” was posted.", template=template)
            self._note_effect(record, sentence)

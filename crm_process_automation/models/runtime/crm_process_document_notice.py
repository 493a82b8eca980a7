from markupsafe import Markup

from odoo import models


class CrmProcessDocument(models.Model):
    """The responsible is told at once what the client or the approvers answered."""

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _tell_answer(self):
        """Write into the inbox of the responsible, or to him, as his setting says.

        Whoever has entered the answer himself is not told.
        """
        self.ensure_one()
        user, evidence = self._get_responsible(), self._get_last_evidence()
        if not user or user == evidence.user_id:
            return
        document = self.with_context(lang=user.lang or self.env.lang)
        lines = document._describe_answer(evidence)
        document.message_notify(
            body=Markup("<p>%s</p>") % Markup("<br/>").join(lines),
            subject=lines[0],
            author_id=(self.partner_id or self.env.user.partner_id).id,
            partner_ids=user.partner_id.ids,
        )

    def _tell_approved(self, decider):
        """Tell who has issued the paper and who answers for it that it is approved."""
        self.ensure_one()
        people = (self.issued_by_id | self._get_responsible()) - decider
        for user in people.filtered("active"):
            document = self.with_context(lang=user.lang or self.env.lang)
            text = document.env._(
                "%(person)s has approved “%(paper)s”.",
                person=decider.name,
                paper=document.display_name,
            )
            document.message_notify(
                body=Markup("<p>%s</p>") % text,
                subject=text,
                author_id=decider.partner_id.id,
                partner_ids=user.partner_id.ids,
            )

    def _describe_answer(self, evidence):
        """Return the lines that say what was answered, by whom, and the comment."""
        describe = getattr(self, f"_describe_{self.state}")
        lines = [describe(evidence.signer or self.partner_id.name or "")]
        if self.answer:
            lines.append(self.answer)
        return lines

    def _describe_accepted(self, who):
        return self.env._(
            "%(who)s has accepted “%(paper)s”.", who=who, paper=self.display_name
        )

    def _describe_signed(self, who):
        return self.env._(
            "%(who)s has signed “%(paper)s”.", who=who, paper=self.display_name
        )

    def _describe_rejected(self, who):
        return self.env._(
            "%(who)s has rejected “%(paper)s”.", who=who, paper=self.display_name
        )

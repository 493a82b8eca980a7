from markupsafe import Markup

from odoo import models


class CrmProcessDocument(models.Model):
    """What happens to a paper is told in its chatter, and in that of its deal."""

    _inherit = "crm.process.document"

    # === HOOKS === #

    def _get_story_records(self):
        """Return the records in whose chatter the life of the paper is told, too."""
        return [self.case_id] if self.case_id else []

    # === BUSINESS METHODS === #

    def _tell(self, word, remarks=()):
        """Write down what became of the paper, with what was said to it."""
        self.ensure_one()
        said = [remark for remark in remarks if remark]
        text = Markup("").join(Markup("<br/>%s") % remark for remark in said)
        own = self.env._("The paper was %s.", word)
        self.message_post(body=Markup("%s%s") % (own, text))
        title = Markup("%s: %s%s") % (self._get_html_link(), word, text)
        for record in self._get_story_records():
            # sudo: the deal may be closed to whoever answers for the paper
            record.sudo()._message_log(body=title)

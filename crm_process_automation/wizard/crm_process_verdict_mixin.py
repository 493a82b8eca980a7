from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, UserError
from odoo.fields import Command

from ..tools.batches import act_in_halves


class CrmProcessVerdictMixin(models.AbstractModel):
    """A wizard that acts on many records, and tells of each what became of it.

    What goes wrong with one record is its verdict, and does not stop the others.
    """

    _name = "crm.process.verdict.mixin"
    _description = "Acts on Many Records"

    state = fields.Selection(
        [("preview", "Preview"), ("done", "Done")], default="preview", readonly=True
    )
    verdict_ids = fields.Many2many("crm.process.verdict", readonly=True)

    # === BUSINESS METHODS === #

    def _act_in_batches(self, records, act):
        """Act on all records at once, and where that fails on ever smaller batches.

        :param act: is given a batch, and returns the text on each record by its id
        :return: the values of the verdicts
        """

        def act_undoably(batch):
            with self.env.cr.savepoint():
                text_by_id = act(batch)
                self.env.flush_all()
            return text_by_id

        verdicts = []
        with self.env["crm.process.task"]._keep_notices(records) as kept:
            for batch, text_by_id, error in act_in_halves(
                kept, act_undoably, (UserError, RedirectWarning)
            ):
                for record in batch:
                    text = error.args[0] if error else text_by_id[record.id]
                    verdicts.append(self._prepare_verdict(record, text, not error))
        return verdicts

    @api.model
    def _prepare_verdict(self, record, text, is_done=False):
        may_read = record.has_access("read")
        return {
            "name": record.display_name if may_read else f"#{record.id}",
            "res_model": record._name,
            "res_id": record.id,
            "text": text,
            "is_done": is_done,
        }

    def _show_verdicts(self, verdicts):
        """Keep the verdicts, and return the action that shows them."""
        self.ensure_one()
        self.write(
            {
                "state": "done",
                "verdict_ids": [Command.clear(), *map(Command.create, verdicts)],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What Became of Them"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

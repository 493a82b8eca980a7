from odoo import api, fields, models
from odoo.exceptions import UserError

# No mail, no bell: nobody is told about matters that they know already.
QUIET = {
    "tracking_disable": True,
    "mail_activity_quick_update": True,
    "mail_auto_subscribe_no_notify": True,
}


class CrmProcessBulkMixin(models.AbstractModel):
    """A wizard that acts on many records: each gets its verdict, none stops another.

    A wizard brings `verdict_ids`, lines of a model of its own that inherits
    `crm.process.verdict.mixin`.
    """

    _name = "crm.process.bulk.mixin"
    _description = "Acting on Many Records"

    state = fields.Selection(
        [("preview", "Preview"), ("done", "Done")], default="preview", readonly=True
    )

    # === BUSINESS METHODS === #

    def _try_each(self, text_by_record, act):
        """Act on all the records at once; those that fail are found and left out.

        :param text_by_record: {record: what its verdict says when it went well}
        :param act: takes such a dictionary, or a part of it
        :return: the values of the verdicts
        """
        if not text_by_record:
            return []
        try:
            with self.env.cr.savepoint():
                act(text_by_record)
                self.env.flush_all()
        except UserError as error:
            self.env.invalidate_all(flush=False)
            records = list(text_by_record)
            if len(records) == 1:
                return [self._prepare_verdict(records[0], str(error))]
            half = len(records) // 2
            return [
                verdict
                for part in (records[:half], records[half:])
                for verdict in self._try_each(
                    {record: text_by_record[record] for record in part}, act
                )
            ]
        return [
            self._prepare_verdict(record, text, is_done=True)
            for record, text in text_by_record.items()
        ]

    def _show_verdicts(self, verdicts):
        """Keep the verdicts and return the action that shows them."""
        self.ensure_one()
        lines = [fields.Command.clear(), *map(fields.Command.create, verdicts)]
        self.write({"state": "done", "verdict_ids": lines})
        return self._reopen()

    def _reopen(self):
        """Return the action that shows the dialogue again."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self._description,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _prepare_verdict(self, record, text, is_done=False):
        return {
            "name": record.display_name,
            "res_model": record._name,
            "res_id": record.id,
            "text": text,
            "is_done": is_done,
        }


class CrmProcessVerdictMixin(models.AbstractModel):
    """What became of one record."""

    _name = "crm.process.verdict.mixin"
    _description = "Verdict on One Record"
    _order = "is_done, id"

    name = fields.Char(readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Integer(readonly=True)
    is_done = fields.Boolean(string="Done", readonly=True)
    text = fields.Char(string="Where, or Why Not", readonly=True)

    # === ACTION METHODS === #

    def action_open_record(self):
        """Open the record."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }

from contextlib import contextmanager
from unittest.mock import patch

from odoo import Command

from .lead_common import LeadCase


class ActionCase(LeadCase):
    """Actions of our kinds, run by a button of Sally's: nobody's scenario."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.env["res.partner"].create({"name": "Sunflower Ltd"})

    # === FACTORIES === #

    @classmethod
    def _create_action(cls, kind, model="crm.lead", **values):
        """Return an action of the kind `process_<kind>` that everybody may run."""
        everybody = cls.env.ref("base.group_user")
        return cls.env["ir.actions.server"].create(
            {
                "name": kind,
                "model_id": cls.env["ir.model"]._get_id(model),
                "state": f"process_{kind}",
                "group_ids": [Command.set(everybody.ids)],
                **values,
            }
        )

    def _run(self, action, records, user=None):
        """Run the action on the records as the button of `user` (Sally) does."""
        self.env.flush_all()
        runner = action.with_user(user or self.sally)
        return runner.with_context(
            active_model=records._name,
            active_ids=records.ids,
            active_id=records[:1].id,
        ).run()

    @classmethod
    def _create_bare_lead(cls, **values):
        """Return a deal of Sally's without a process."""
        cls.template.is_automatic = False
        return cls._create_lead(**{"name": "Spring fair", **values})

    # === ASSERTIONS === #

    @contextmanager
    def assertSkipped(self, *sentences):
        """The journal reads each of `sentences` (regexes): why nothing was done."""
        noted = []

        def note(_action, _record, reason):
            noted.append(reason)

        with patch.object(type(self.env["ir.actions.server"]), "_note_skip", note):
            yield
        for sentence in sentences:
            self.assertRegex("\n".join(noted), sentence)

    @contextmanager
    def assertNoted(self, *sentences):
        """The journal reads each of `sentences` (regexes): what was done."""
        noted = []

        def note(_action, _record, sentence, made=None):
            noted.append(sentence)

        with patch.object(type(self.env["ir.actions.server"]), "_note_effect", note):
            yield
        for sentence in sentences:
            self.assertRegex("\n".join(noted), sentence)

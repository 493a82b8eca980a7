from odoo.exceptions import RedirectWarning

from ..models.definition.memory import CHANGED_KEY
from .common import ProcessCase


class LeadCase(ProcessCase):
    """The small process on deals: New → Working → Won, as pipeline stages.

    It starts by itself on every deal. To do is mapped to New (10 %), Doing to Working
    (50 %), Done to Won (100 %); the refused end is mapped to nothing.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.stage"].search([]).write({"sequence": 900, "fold": True})
        cls.new = cls._create_column("New", sequence=1)
        cls.working = cls._create_column("Working", sequence=2)
        cls.waiting_room = cls._create_column("Waiting room", sequence=3)
        cls.won = cls._create_column("Signed", sequence=4, is_won=True)
        cls.todo.crm_stage_id = cls.new
        cls.doing.crm_stage_id = cls.working
        cls.done.crm_stage_id = cls.won
        cls.template.write({"host_model": "crm.lead", "is_automatic": True})
        cls.too_dear = cls.env["crm.lost.reason"].create({"name": "Too dear"})

    # === FACTORIES === #

    @classmethod
    def _create_column(cls, name, **values):
        return cls.env["crm.stage"].create({"name": name, **values})

    @classmethod
    def _create_lead(cls, user=None, **values):
        """Return a deal of `user` (Sally), on the automatic process once it is on."""
        user = user or cls.sally
        lead = cls.env["crm.lead"].create(
            {
                "name": "Autumn fair",
                "type": "opportunity",
                "user_id": user.id,
                "expected_revenue": 1000,
                **values,
            }
        )
        return lead.with_user(user)

    @classmethod
    def _create_running_lead(cls, stage=None, **values):
        """Return a deal whose case stands at `stage` (the start)."""
        if cls.template.state == "draft":
            cls._activate()
        lead = cls._create_lead(**values)
        if stage:
            lead.case_id.sudo().stage_id = stage
        return lead

    @classmethod
    def _create_small_template(cls, name, **values):
        template = cls._create_template(
            name, **{"host_model": "crm.lead", "is_automatic": True, **values}
        )
        begin = cls._create_stage("Begin", template, is_start=True)
        end = cls._create_stage("End", template, is_end=True, outcome="success")
        cls._create_arrow(begin, end)
        cls._activate(template)
        return template

    def _settle(self):
        """Let what was changed be as after a commit: from now on it is remembered."""
        self.env.flush_all()
        self.env.cr.postcommit.data.pop(CHANGED_KEY, None)

    def _lose(self, lead, note=""):
        wizard = self.env["crm.lead.lost"].with_user(self.sally)
        wizard.create(
            {
                "lead_ids": lead.ids,
                "lost_reason_id": self.too_dear.id,
                "lost_feedback": note,
            }
        ).action_lost_reason_apply()

    # === ASSERTIONS === #

    def assertSentToNextStep(self, lead, *sentences):
        """The user is sent to the next-step dialogue and reads the `sentences`."""
        return self.assertRaisesRegex(RedirectWarning, "(?s)" + ".*".join(sentences))

    def assertStands(self, lead, stage, column, probability):
        """The deal's case is at `stage`, and the pipeline says the same."""
        self.assertEqual(
            (lead.case_id.stage_id, lead.stage_id, lead.probability),
            (stage, column, probability),
        )

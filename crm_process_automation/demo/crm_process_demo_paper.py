from datetime import timedelta

from odoo import api, models
from odoo.fields import Command

FORMS = ("minutes", "proposal", "contract", "act", "invoice", "questionnaire")
SCAN = b"%PDF-1.4\n% A scan of the signed copy\n"
STATES = ("issued", "sent", "accepted", "signed")
DATES = ("date_issued", "date_approved", "date_sent", "date_answered")


class CrmProcessDemo(models.AbstractModel):
    """Makes the papers of the demo story, and dates them back.

    Where the server has no program to make a PDF with, the story is told without them.
    """

    _inherit = "crm.process.demo"

    @api.model
    def _play(self):
        director = self._ref("user_demo_director")
        for name in FORMS:
            self._ref(f"document_{name}_v1").with_user(director).action_approve()
        return super()._play()

    # === WHAT A STAGE ASKS FOR === #

    def _meet_gates(self, record, case, scene):
        """Do what holds the case back beside its tasks: papers and payments."""
        if not self._can_print():
            return
        # The act comes first: the last instalment is billed after it.
        for gate in case.stage_id._get_gates().sorted(lambda gate: gate.kind == "paid"):
            meet = getattr(self, f"_meet_{gate.kind}", None)
            if meet and not gate._is_met_by(case):
                meet(gate, record, scene)

    def _meet_paper(self, gate, record, scene):
        paper = self._issue_paper(record, gate.document_type, scene)
        far = STATES.index(gate.paper_state)
        if far >= STATES.index("sent"):
            self._send_paper(paper)
        if far >= STATES.index("signed"):
            self._sign_paper(paper)

    def _issue_paper(self, record, document_type, scene, **values):
        """Return the paper, issued and approved, as of the day of the scene."""
        day = self._get_moment(scene.days_ago, 0).date()
        host = record.with_user(record.user_id)
        paper = host._issue_document(document_type, date=day, **values)
        self._approve_paper(paper)
        return paper

    def _approve_paper(self, paper):
        """Let those who are asked about it approve; the director, if it is nobody."""
        while paper.state == "draft":
            asked = paper.approval_task_ids.filtered(lambda task: task.state == "open")
            if asked:
                self._do_tasks(asked[:1])
            else:
                paper.with_user(self._ref("user_demo_director")).action_approve()

    def _send_paper(self, paper):
        # Nothing is to leave a demo database.
        paper.action_hand_over(self.env._("By messenger"))

    def _sign_paper(self, paper):
        """Hand in the scan that came by post."""
        scan = self.env["ir.attachment"].with_user(paper.env.user)
        scan = scan.create({"name": self.env._("Signed copy.pdf"), "raw": SCAN})
        signer = paper.partner_id.process_signatory or paper.partner_id.name
        paper.action_sign(signer, attachment=scan)

    @api.model
    def _can_print(self):
        return bool(self.env["crm.process.document"]._get_pdf_engines())

    # === SCENES === #

    def _play_minutes(self, record, _deal, scene):
        """Write down what was said at the presentation."""
        if not self._can_print():
            return
        client = record.partner_id
        self._issue_paper(
            record,
            "minutes",
            scene,
            minutes_date=self._get_moment(scene.days_ago, 0),
            minutes_place=client.city,
            agenda=scene.words,
            participant_ids=[
                Command.create({"side": "client", "partner_id": person.id})
                for person in client.child_ids
            ]
            + [
                Command.create(
                    {"side": "ours", "partner_id": record.user_id.partner_id.id}
                )
            ],
            decision_ids=[
                Command.create(
                    {
                        "text": self.env._("Send the proposal within three days"),
                        "responsible": record.user_id.name,
                    }
                )
            ],
        )

    def _play_propose(self, record, _deal, scene):
        """Send the proposal, before anybody goes on."""
        if self._can_print():
            self._send_paper(self._issue_paper(record, "proposal", scene))

    def _play_reject(self, record, _deal, scene):
        """Let the client reject the proposal: the case takes the way back by itself."""
        if paper := self._get_last_paper(record):
            paper.action_reject(scene.words)
        else:
            self._go(*self._find_arrow(record, "proposal_refined"), scene)

    def _play_revise(self, record, _deal, scene):
        """Send the next revision of the proposal."""
        if paper := self._get_last_paper(record):
            self._send_paper(paper.action_revise(scene.words))

    def _play_act(self, record, _deal, scene):
        """Send the act: the rest of the price is due some days after it."""
        if self._can_print():
            self._send_paper(self._issue_paper(record, "act", scene))

    def _get_last_paper(self, record):
        papers = record.case_id.document_ids.sorted("id")
        return papers[-1:].with_user(record.user_id)

    # === MOMENTS === #

    def _date_papers_back(self, papers, moment):
        """Let what happened to the papers just now have happened at `moment`."""
        lately = self.env.cr.now() - timedelta(minutes=30)
        for paper in papers.sudo():  # sudo: dates of papers are the system's
            fresh = [name for name in DATES if paper[name] and paper[name] > lately]
            paper.write(dict.fromkeys(fresh, moment))
            self._date_rows_back(paper.dispatch_ids, ("date", "date_sent"), moment)
            self._date_rows_back(paper.evidence_ids, ("date",), moment)
            self._date_rows_back(paper.message_ids, ("date",), moment)

    def _date_rows_back(self, rows, names, moment):
        lately = self.env.cr.now() - timedelta(minutes=30)
        for row in rows:
            fresh = [name for name in names if row[name] and row[name] > lately]
            row.write(dict.fromkeys(fresh, moment))

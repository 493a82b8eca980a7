from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..definition.constants import DOCUMENT_TYPES

KIND = "process_document"


class IrActionsServer(models.Model):
    """Issue a paper of a deal, an order or a process, and send it to the client.

    The form is named by its type, or by its code: a later version is used by itself.
    What is missing for the paper the journal says; a paper that is there already is not
    issued again.
    """

    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[(KIND, "Issue a Paper"), ("code",)], ondelete={KIND: "cascade"}
    )
    process_document_type = fields.Selection(DOCUMENT_TYPES, string="Type of Paper")
    process_form_code = fields.Char(string="Code of the Form")
    process_form_id = fields.Many2one(
        "crm.process.document.template",
        string="Form",
        compute="_compute_process_form_id",
        inverse="_inverse_process_form_id",
        domain="[('state', '=', 'approved'),"
        " ('document_type', '=', process_document_type)]",
        help="The version that is approved when the action runs. Empty: the form of "
        "the stage, else the first one of the type.",
    )
    process_is_sent = fields.Boolean(
        string="Send It to the Client",
        help="By mail, with the paper attached; where it is to be approved first, "
        "after that.",
    )

    # === COMPUTE METHODS === #

    @api.depends("process_form_code")
    @api.depends_context("company")
    def _compute_process_form_id(self):
        for action in self:
            action.process_form_id = action._find_form(self.env.company)

    def _inverse_process_form_id(self):
        for action in self:
            action.process_form_code = action.process_form_id.code

    # === ONCHANGE METHODS === #

    @api.onchange("process_form_id")
    def _onchange_process_form_id(self):
        """The code follows at once, so that the warning tells of what is chosen."""
        self.process_form_code = self.process_form_id.code

    @api.onchange("process_document_type")
    def _onchange_process_document_type(self):
        if self.process_form_id.document_type != self.process_document_type:
            self.process_form_id = self.process_form_code = False

    # === SETTINGS === #

    def _warning_depends(self):
        names = ["process_document_type", "process_form_code", "process_is_sent"]
        return [*super()._warning_depends(), *names]

    def _name_depends(self):
        names = ["process_document_type", "process_form_code", "process_is_sent"]
        return [*super()._name_depends(), *names]

    def _get_models_process_document(self):
        return self._get_process_models() | {"crm.process.case"}

    def _get_name_process_document(self):
        name = self._get_paper_name()
        if self.process_is_sent:
            return self.env._("Issue and send: %s", name)
        return self.env._("Issue: %s", name)

    def _get_paper_name(self):
        types = self._fields["process_document_type"]._description_selection(self.env)
        return self.process_form_id.name or dict(types).get(
            self.process_document_type, "…"
        )

    def _get_problems_process_document(self):
        if not self.process_document_type:
            return [self.env._("Choose the type of the paper to issue.")]
        code = self.process_form_code
        if code and not self._find_form(self.env.company):
            return [
                self.env._(
                    "The form “%s” has no approved version. Approve one, or choose "
                    "another form in the action.",
                    code,
                )
            ]
        return []

    def _is_to_client_process_document(self):
        return self.process_is_sent

    def _find_obstacles_process_document(self):
        """A scenario is switched on only when there is a form to make papers from."""
        forms = self.env["crm.process.document.template"]
        if not self.process_document_type or self.process_form_code:
            return []
        try:
            forms._get_form(self.process_document_type, self.env.company)
        except UserError as error:
            return [
                self.env._(
                    "“%(action)s”: %(problem)s", action=self.name, problem=str(error)
                )
            ]
        return []

    # === RUNNING === #

    def _run_action_process_document_multi(self, eval_context=None):
        records = self._get_records(eval_context)
        for record in records:
            if reason := self._explain_no_paper(record):
                self._note_skip(record, reason)
            else:
                self._issue_on(record)

    def _issue_on(self, record):
        """Issue the paper; what keeps it from being issued is told to the journal."""
        action = self.sudo()  # sudo: settings of actions are for administrators
        form = action._find_form(self._find_company(record))
        values = {"template_id": form.id} if form else {}
        paper, problem = self._attempt(
            record,
            lambda: record._issue_document(action.process_document_type, **values),
        )
        if problem:
            self._note_no_paper(record, problem)
            return
        self._note_effect(
            record, self.env._("Issued “%s”", paper.display_name), made=paper
        )
        if action.process_is_sent:
            self._send_paper(record, paper)

    def _note_no_paper(self, record, problem):
        """Tell the journal what is missing for the paper."""
        self._note_skip(record, problem)

    def _send_paper(self, record, paper):
        dispatches, problem = self._attempt(record, paper._send_or_wait)
        if problem:
            self._note_skip(record, problem)
            return
        text = paper._say_sending(dispatches)
        self._note_effect(record, text, made=dispatches or paper)

    def _attempt(self, record, act):
        """Return what `act` returns, and why it could not be done, in a sentence.

        :raise AccessError: when whoever acts lacks a right
        """
        try:
            with record.env.cr.savepoint():
                return act(), ""
        except AccessError:
            raise
        except UserError as error:
            return None, str(error)

    # === QUESTIONS === #

    def _find_form(self, company):
        """Return the approved version of the form that the action names, if any."""
        self.ensure_one()
        forms = self.env["crm.process.document.template"]
        if not self.process_form_code:
            return forms
        return forms._find_approved([("code", "=", self.process_form_code)], company)

    def _explain_no_paper(self, record):
        """Return why no paper is issued, an empty text when one is."""
        action = self.sudo()  # sudo: settings of actions are for administrators
        if not action.process_skip_open:
            return ""
        papers = self._find_papers(record).filtered(
            lambda paper: (
                paper.document_type == action.process_document_type
                and (paper.state == "draft" or paper._is_in_force())
                and action.process_form_code in (False, paper.template_id.code)
            )
        )
        if not papers:
            return ""
        return self.env._("“%s” is there already.", papers[:1].display_name)

    def _find_papers(self, record):
        """Return the papers of the case of `record`, else its own."""
        # sudo: whether there is one, not what it says
        papers = record.env["crm.process.document"].sudo()
        if case := self._find_case(record):
            return papers.search([("case_id", "=", case.id)])
        return papers.search([(record._document_link, "=", record.id)])

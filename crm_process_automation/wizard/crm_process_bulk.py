from odoo import api, fields, models

from ..models.definition.constants import TRANSITION_KINDS

CASE = "crm.process.case"
HOSTS = ("crm.lead", "sale.order")


class CrmProcessBulk(models.TransientModel):
    """One act upon many cases, chosen in a list of cases, deals or orders.

    `verb` says which: a new one is a `selection_add` and a method `_act_<verb>(cases)`
    that acts on a batch and returns what became of each case, by its id.
    """

    _name = "crm.process.bulk"
    _description = "Act on Many Processes"
    _inherit = "crm.process.verdict.mixin"

    verb = fields.Selection(
        [
            ("move", "Move to another stage"),
            ("reassign", "Hand over"),
            ("lose", "Mark as lost"),
            ("pause", "Pause"),
            ("resume", "Resume"),
        ],
        string="What to Do",
        required=True,
        default="move",
    )
    selected_model = fields.Char(
        default=lambda self: self.env.context.get("active_model")
    )
    selected_ids = fields.Json(default=lambda self: self.env.context.get("active_ids"))
    case_count = fields.Integer(string="Running Processes", compute="_compute_counts")
    left_out_count = fields.Integer(
        string="Without a Running Process",
        compute="_compute_counts",
        help="They are left out, and the verdict says why.",
    )

    # Move
    allowed_stage_ids = fields.Many2many(
        "crm.process.stage", compute="_compute_allowed_stage_ids"
    )
    stage_id = fields.Many2one(
        "crm.process.stage",
        string="To the Stage",
        domain="[('id', 'in', allowed_stage_ids)]",
        help="Each case goes to the stage of that name on its own version.",
    )
    transition_kind = fields.Selection(
        TRANSITION_KINDS,
        string="Kind of Arrow",
        help="Needed only where several arrows lead there.",
    )

    # Hand over
    user_id = fields.Many2one(
        "res.users", string="Hand Over to", domain="[('share', '=', False)]"
    )
    assignment_id = fields.Many2one(
        "crm.process.assignment",
        string="By the Rule",
        help="The rule chooses a person for each case.",
    )

    # Lose, pause, and arrows that need a reason
    lost_reason_id = fields.Many2one("crm.lost.reason", string="Reason")
    reason_text = fields.Text(string="In Your Words")
    date_until = fields.Date(string="Until")

    # === COMPUTE METHODS === #

    @api.depends("selected_model", "selected_ids")
    def _compute_counts(self):
        for wizard in self:
            records = wizard._get_selected()
            running = [record for record in records if wizard._get_running_case(record)]
            wizard.case_count = len(wizard._get_running_cases())
            wizard.left_out_count = len(records) - len(running)

    @api.depends("selected_model", "selected_ids")
    def _compute_allowed_stage_ids(self):
        """Offer the stages that all the versions share, each of the newest version.

        Where the cases go through processes that share no stage, offer those of all.
        """
        for wizard in self:
            templates = wizard._get_running_cases().template_id
            stage_by_code, shared = {}, None
            for template in templates.sorted("id", reverse=True):
                stages = {stage.code: stage for stage in template.stage_ids.sorted()}
                stage_by_code = stages | stage_by_code
                shared = set(stages) if shared is None else shared & set(stages)
            wizard.allowed_stage_ids = templates.stage_ids.browse(
                stage_by_code[code].id for code in shared or stage_by_code
            )

    # === ACTION METHODS === #

    def action_apply(self):
        """Do it to each case, and tell of each record what became of it.

        :raise UserError: when something is missing for all of them alike
        """
        return self._show_verdicts(self._get_verdicts())

    # === BUSINESS METHODS === #

    def _get_verdicts(self):
        """Do it, and return the values of the verdicts."""
        self.ensure_one()
        self._check_demands()
        verdicts, case_by_record = self._sort_out()
        # The defaults of the list that the user came from mean other records.
        cases = self.env[CASE].union(*case_by_record.values())._get_clean()
        act = getattr(self, f"_act_{self.verb}")
        verdict_by_case = {
            verdict["res_id"]: verdict for verdict in self._act_in_batches(cases, act)
        }
        for record, case in case_by_record.items():
            verdict = verdict_by_case[case.id]
            verdicts.append(
                self._prepare_verdict(record, verdict["text"], verdict["is_done"])
            )
        return verdicts

    # === WHICH CASES === #

    def _get_selected(self):
        """Return the cases, deals or orders that were chosen in the list."""
        self.ensure_one()
        if self.selected_model not in (CASE, *HOSTS):
            return self.env[CASE]
        records = self.env[self.selected_model].browse(self.selected_ids or [])
        return records.with_context(active_test=False).exists()

    @api.model
    def _get_case(self, record):
        """Return the case that is meant by a chosen record, possibly none."""
        if record._name == CASE:
            return record
        return record.sudo().case_id.with_env(self.env)  # sudo: which one, is no secret

    @api.model
    def _get_running_case(self, record):
        case = self._get_case(record)
        # sudo: whether one runs, is no secret
        return case if case and case.sudo()._is_open() else case.browse()

    def _get_running_cases(self):
        """Return the running cases of the selection, as far as the user sees them."""
        cases = [self._get_running_case(record) for record in self._get_selected()]
        return self.env[CASE].union(*cases)._filtered_access("read")

    def _sort_out(self):
        """Return the verdicts on those that are left out, and the cases of the rest."""
        records = self._get_selected()
        own = records._filtered_access("write")
        case_by_record = {record: self._get_case(record) for record in records}
        may_write = self.env[CASE].union(*case_by_record.values())
        may_write = may_write._filtered_access("write")
        verdicts = []
        for record, case in list(case_by_record.items()):
            if problem := self._explain_left_out(case, record in own, may_write):
                verdicts.append(self._prepare_verdict(record, problem))
                del case_by_record[record]
        return verdicts, case_by_record

    def _explain_left_out(self, case, is_own, may_write):
        """Return why nothing is done to a record, or an empty text."""
        if not is_own or (case and case not in may_write):
            return self.env._("You may not change it. Ask whoever answers for it.")
        if not case:
            return self.env._("No process runs on it.")
        return "" if case._is_open() else case._explain_state()

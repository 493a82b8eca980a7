from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmProcessRun(models.Model):
    """What the journal shows of a run."""

    _inherit = "crm.process.run"

    outcome = fields.Char(
        string="What Was Done, or Why Not", compute="_compute_outcome"
    )
    trace_text = fields.Html(
        string="What Was Done", compute="_compute_trace_text", sanitize=False
    )
    cause_text = fields.Char(string="Led to by", compute="_compute_cause_text")
    is_record_gone = fields.Boolean(compute="_compute_is_record_gone")

    # === COMPUTE METHODS === #

    @api.depends("error", "trace", "state", "automation_id")
    def _compute_outcome(self):
        for run in self:
            run.outcome = run.error or run._say_effects()

    @api.depends("trace")
    @api.depends_context("lang", "uid")
    def _compute_trace_text(self):
        for run in self:
            notes = [run._tell_note(note) for note in run._get_notes()]
            run.trace_text = notes and self.env["ir.qweb"]._render(
                "crm_process_automation.crm_process_run_trace", {"notes": notes}
            )

    @api.depends("cause_run_id")
    def _compute_cause_text(self):
        for run in self:
            run.cause_text = " → ".join(run._get_chain()) if run.cause_run_id else False

    @api.depends("res_model", "res_id")
    def _compute_is_record_gone(self):
        for run in self:
            run.is_record_gone = not run._get_record()

    # === ACTION METHODS === #

    def action_open_record(self):
        """Open what the run is about."""
        self.ensure_one()
        self.check_access("read")
        record = self._get_existing_record()
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "view_mode": "form",
        }

    def action_explain(self):
        """Show the conditions of the scenario, then and now."""
        self.ensure_one()
        self.check_access("read")
        record = self._get_existing_record()
        return self.env["crm.process.scenario"]._open_explanation(record, run=self)

    # === BUSINESS METHODS === #

    def _get_existing_record(self):
        record = self._get_record()
        if not record:
            raise UserError(
                self.env._("“%s” was deleted meanwhile.", self.record_name or "?")
            )
        return record

    def _get_chain(self):
        """Return the names of the scenarios that led to the run, first to last."""
        names, run = [], self
        while run and len(names) < 10:
            # sudo: the name of a scenario is no secret
            names.insert(0, run.sudo().scenario_id.name or self.env._("(deleted)"))
            run = run.sudo().cause_run_id
        return names

    def _get_notes(self):
        """Return what the actions noted: [{action, text, model, ids, is_skip}]."""
        return [note for note in self.trace or [] if isinstance(note, dict)]

    def _say_effects(self):
        """Return what was done, one sentence after another.

        Odoo's own kinds of actions tell nothing: then their names have to do.
        """
        texts = [note["text"] for note in self._get_notes() if note.get("text")]
        if not texts and self.state == "done":
            # sudo: the names of actions are no secret
            actions = self.sudo().automation_id.action_server_ids
            texts = actions.sorted().mapped("name")
        return "; ".join(texts)

    def _tell_note(self, note):
        """Return a note for the screen, with what was made by name."""
        model, made = note.get("model"), []
        if model in self.env:
            for record in self.env[model].browse(note.get("ids") or []).exists():
                is_open = record.has_access("read")
                name = record.display_name if is_open else self.env._("closed to you")
                url = f"/odoo/{model}/{record.id}" if is_open else False
                made.append({"name": name, "url": url})
        return {
            "action": note.get("action", ""),
            "text": note.get("text", ""),
            "is_skip": bool(note.get("is_skip")),
            "made": made,
        }

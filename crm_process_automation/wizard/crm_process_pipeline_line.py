from difflib import SequenceMatcher

from odoo import api, fields, models

SIMILAR = 0.6
ORDER_STATES = [
    ("draft", "Quotation"),
    ("sent", "Quotation Sent"),
    ("sale", "Sales Order"),
]


class CrmProcessPipelineLine(models.TransientModel):
    """Where the records of one pipeline stage (or order state) go on the map."""

    _name = "crm.process.pipeline.line"
    _description = "Bring My Pipeline: Where To"
    _order = "id"

    wizard_id = fields.Many2one("crm.process.pipeline", ondelete="cascade")
    template_id = fields.Many2one(related="wizard_id.template_id")
    crm_stage_id = fields.Many2one(
        "crm.stage", string="Pipeline Stage", readonly=True, ondelete="cascade"
    )
    order_state = fields.Selection(ORDER_STATES, readonly=True)
    record_count = fields.Integer(string="Records", readonly=True)
    stage_id = fields.Many2one(
        "crm.process.stage",
        string="Goes to",
        domain="[('template_id', '=', template_id), ('is_end', '=', False)]",
        help="Empty: these stay without a process.",
    )

    # === BUSINESS METHODS === #

    def _get_column(self):
        """Return the key by which the records of the line are found."""
        self.ensure_one()
        return self.order_state or self.crm_stage_id.id or False


class CrmProcessPipelineVerdict(models.TransientModel):
    """What became of one record."""

    _name = "crm.process.pipeline.verdict"
    _description = "Bring My Pipeline: Verdict"
    _inherit = ["crm.process.verdict.mixin"]

    wizard_id = fields.Many2one("crm.process.pipeline", ondelete="cascade")
    is_done = fields.Boolean(string="Placed")


class CrmProcessPipelineGuess(models.AbstractModel):
    """Which stage of a map a pipeline stage most likely means."""

    _name = "crm.process.pipeline.guess"
    _description = "Bring My Pipeline: Guess"

    @api.model
    def _guess_for_columns(self, template, columns):
        """Return {pipeline stage: stage}: as mapped, else by name, else by order."""
        stages = self._get_open_stages(template)
        guesses = {}
        for index, column in enumerate(columns):
            mapped = stages.filtered(
                lambda stage, column=column: stage.crm_stage_id == column
            )
            guesses[column] = (
                mapped[:1]
                or self._find_namesake(column.name, stages)
                or self._scale(index, len(columns), stages)
            )
        return guesses

    @api.model
    def _guess_for_states(self, template):
        """Return {order state: stage}, along the success route by order."""
        stages = self._get_open_stages(template)
        states = [state for state, _label in ORDER_STATES]
        return {
            state: self._scale(index, len(states), stages)
            for index, state in enumerate(states)
        }

    @api.model
    def _get_open_stages(self, template):
        return template.stage_ids.filtered(lambda stage: not stage.is_end).sorted()

    @api.model
    def _find_namesake(self, name, stages):
        def likeness(stage):
            words = (name or "").lower(), (stage.name or "").lower()
            return SequenceMatcher(None, *words).ratio()

        best = max(stages, key=likeness, default=stages)
        return best if best and likeness(best) >= SIMILAR else stages.browse()

    @api.model
    def _scale(self, index, count, stages):
        """Return the stage as far along the map as `index` is along `count`."""
        position = index * len(stages) // max(count, 1)
        return stages[position : position + 1] or stages[:1]

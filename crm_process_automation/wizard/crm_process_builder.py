import re
from itertools import pairwise

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.slug import make_slug, make_unique

FEWEST_BLOCKS, MOST_BLOCKS = 2, 12
GOOD_BLOCKS = range(4, 8)
# “- ”, “• ”, “3. ”, “4) ” before the name of a block.
BULLET = re.compile(r"^\s*(?:[-–—•*·]+|\d+[.)])\s+")
KIND_BY_HOST = {"crm.lead": "sale", "sale.order": "order"}


class CrmProcessBuilder(models.TransientModel):
    """Makes a valid map of a few block names: the success route, and one refusal."""

    _name = "crm.process.builder"
    _description = "New Process in a Minute"

    name = fields.Char(string="Name of the Process", required=True)
    host_model = fields.Selection(
        selection=lambda self: self._get_host_models(),
        string="Runs on",
        required=True,
        default="crm.lead",
    )
    line_ids = fields.One2many("crm.process.builder.line", "wizard_id", string="Blocks")
    pasted = fields.Text(
        string="Paste Blocks",
        help="One block on each line. They are added below.",
    )
    has_refusal = fields.Boolean(
        string="The Client May Refuse",
        default=True,
        help="Adds an end “Refused”, with an arrow to it from every other block.",
    )
    advice = fields.Char(compute="_compute_advice")

    # === COMPUTE METHODS === #

    @api.depends("line_ids.name")
    def _compute_advice(self):
        for wizard in self:
            count = len(wizard._get_names())
            if not count:
                wizard.advice = self.env._("4 to 7 blocks are best.")
            elif count in GOOD_BLOCKS:
                wizard.advice = self.env._("%s blocks: a good scheme.", count)
            elif count < GOOD_BLOCKS.start:
                wizard.advice = self.env._(
                    "%s so far. 4 to 7 blocks are best: what happens between the first "
                    "contact and the money?",
                    count,
                )
            else:
                wizard.advice = self.env._(
                    "%s so far, a lot for a first scheme. 4 to 7 blocks are best: "
                    "small things become steps of a block.",
                    count,
                )

    # === ONCHANGE METHODS === #

    @api.onchange("pasted")
    def _onchange_pasted(self):
        """Turn pasted lines into blocks; bullets and numbers before them fall off."""
        if not self.pasted:
            return
        last = max(self.line_ids.mapped("sequence"), default=0)
        self.line_ids = [
            Command.create({"name": name, "sequence": last + place})
            for place, name in enumerate(self._split(self.pasted), 1)
        ]
        self.pasted = False

    # === ACTION METHODS === #

    def action_build(self):
        """Build the process as a draft that can be activated, and open it.

        :raise UserError: when the blocks make no map
        """
        self.ensure_one()
        names = self._get_checked_names()
        template = self.env["crm.process.template"].create(
            self._prepare_template_values()
        )
        stages = self.env["crm.process.stage"].create(
            self._prepare_stage_list(template, names)
        )
        self.env["crm.process.transition"].create(self._prepare_arrow_list(stages))
        # Precomputed parents leave unsaved lines behind in the cache of the one2many.
        template.invalidate_recordset()
        return template._open_form()

    # === WHICH BLOCKS === #

    @api.model
    def _get_host_models(self):
        field = self.env["crm.process.template"]._fields["host_model"]
        return field._description_selection(self.env)

    @api.model
    def _split(self, text):
        lines = (BULLET.sub("", line).strip() for line in text.splitlines())
        return [line for line in lines if line]

    def _get_names(self):
        """Return the names of the blocks in order; an unsaved line has no id."""
        lines = self.line_ids.sorted("sequence")
        return [name for line in lines if (name := (line.name or "").strip())]

    def _get_checked_names(self):
        """Return the names of the stages, or raise a sentence."""
        for number, line in enumerate(self.line_ids.sorted("sequence"), 1):
            if not (line.name or "").strip():
                raise UserError(
                    self.env._(
                        "Block %s has no name. Name it, or delete the line.", number
                    )
                )
        names = self._get_names()
        self._check_count(len(names))
        self._check_doubles(names)
        return names

    def _check_count(self, count):
        if count < FEWEST_BLOCKS:
            raise UserError(
                self.env._(
                    "A process needs at least a beginning and an end. Name %s blocks "
                    "or more; 4 to 7 are best.",
                    FEWEST_BLOCKS,
                )
            )
        if count > MOST_BLOCKS:
            raise UserError(
                self.env._(
                    "%(count)s blocks are too many for one look: %(most)s at most, and "
                    "4 to 7 are best. Draw the main blocks first; the rest become "
                    "steps of a block, or a sub-process.",
                    count=count,
                    most=MOST_BLOCKS,
                )
            )

    def _check_doubles(self, names):
        seen = set()
        for name in names:
            if name.lower() in seen:
                raise UserError(
                    self.env._(
                        "Two blocks are called “%s”. Give each its own name.", name
                    )
                )
            seen.add(name.lower())
        refused = self.env._("Refused")
        if self.has_refusal and refused.lower() in seen:
            raise UserError(
                self.env._(
                    "“%s” is the end that is added for a refusal. Delete or rename "
                    "that block, or untick “The Client May Refuse”.",
                    refused,
                )
            )

    # === WHAT IS BUILT === #

    def _prepare_template_values(self):
        template = self.env["crm.process.template"]
        name = self.name.strip()
        return {
            "name": name,
            "code": make_unique(make_slug(name, "process"), template._get_codes()),
            "host_model": self.host_model,
            "kind": KIND_BY_HOST.get(self.host_model, "other"),
        }

    def _prepare_stage_list(self, template, names):
        """Return the stages in order; the chance of success grows evenly to 100."""
        last = len(names) - 1
        stages = [
            {
                "name": name,
                "is_start": place == 0,
                "is_end": place == last,
                "outcome": "success" if place == last else False,
                "probability": round(100 * (place + 1) / len(names)),
            }
            for place, name in enumerate(names)
        ]
        if self.has_refusal:
            stages.append(
                {"name": self.env._("Refused"), "is_end": True, "outcome": "refused"}
            )
        codes = set()
        for place, stage in enumerate(stages, 1):
            code = make_unique(make_slug(stage["name"]), codes)
            codes.add(code)
            stage.update(
                {"template_id": template.id, "code": code, "sequence": place * 10}
            )
        return stages

    @api.model
    def _prepare_arrow_list(self, stages):
        route = stages.filtered(lambda stage: stage.outcome != "refused")
        refused = stages - route
        arrows = [
            {"from_stage_id": stage.id, "to_stage_id": onward.id, "kind": "success"}
            for stage, onward in pairwise(route)
        ]
        if refused:
            arrows += [
                {
                    "from_stage_id": stage.id,
                    "to_stage_id": refused.id,
                    "kind": "refuse",
                    "sequence": 20,
                }
                for stage in route[:-1]
            ]
        return arrows

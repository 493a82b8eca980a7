from odoo import api, fields, models
from odoo.tools import is_html_empty

from ...tools.map_layout import Arrow, Node, compute_layout


class CrmProcessTemplate(models.Model):
    """The route map of a process as a drawing, before any case has walked it.

    The value holds texts in the user's language and places in pixels, so that the
    widget `process_route_map` only draws. A case lays its own progress over it.
    """

    _inherit = "crm.process.template"

    route_map = fields.Json(compute="_compute_route_map")

    # === COMPUTE METHODS === #

    @api.depends("stage_ids", "transition_ids", "transition_ids.kind")
    @api.depends_context("lang", "uid")
    def _compute_route_map(self):
        for template in self:
            # _origin: a form that is being edited shows the map as it was saved
            template.route_map = template._origin._draw_route_map()

    # === BUSINESS METHODS === #

    def _draw_route_map(self):
        """Return the drawing as the widget expects it; False without any stage."""
        stages = self.stage_ids.sorted(lambda stage: (stage.sequence, stage.id))
        if not stages:
            return False
        # The arrows of the stages, not our own list: one and the same cache for both
        arrows = stages.transition_ids.sorted(lambda arrow: (arrow.sequence, arrow.id))
        layout = compute_layout(
            [stage._get_map_node() for stage in stages],
            [arrow._get_map_arrow() for arrow in arrows],
        )
        return {
            "width": layout.width,
            "height": layout.height,
            "case": None,
            "nodes": [
                stage._draw_node(layout) for stage in stages._sort_for_reading(layout)
            ],
            "edges": [arrow._draw_edge(layout) for arrow in arrows],
            "next_steps": [],
            "tasks": [],
            "can_add_task": False,
        }


class CrmProcessStage(models.Model):
    """A stage as it stands on the route map."""

    _inherit = "crm.process.stage"

    def _get_map_node(self):
        """Return what the layout needs to know about the stage."""
        self.ensure_one()
        return Node(self.id, self.is_start, self.is_end, self.outcome == "success")

    def _sort_for_reading(self, layout):
        """Return the stages of the success route first, then those beside it."""
        order = {stage_id: place for place, stage_id in enumerate(layout.main_lane)}

        def get_place(stage):
            box = layout.boxes[stage.id]
            return order.get(stage.id, len(order)), box.y, box.x

        return self.sorted(get_place)

    def _draw_node(self, layout):
        self.ensure_one()
        box = layout.boxes[self.id]
        return {
            "id": self.id,
            "code": self.code,
            "name": self.name,
            **box._asdict(),
            "status": "ahead",
            "status_text": self._describe_promise(),
            "is_main": self.id in layout.main_lane,
            "is_start": self.is_start,
            "is_end": self.is_end,
            "outcome": self.outcome,
            "probability": round(self.probability),
            "responsible": self.responsible_text,
            "time_limit_text": self._describe_time_limit(),
            "deadline_text": "",
            "duration_text": "",
            "visits": 0,
            **self._get_map_texts(),
            "missing": [],
            "subprocess": self._draw_subprocess(),
            "steps": [
                step._draw_step()
                for step in self.step_ids.sorted(lambda step: (step.sequence, step.id))
            ],
        }

    def _get_map_texts(self):
        """Return what the stage tells its executor. The instruction is safe HTML."""
        self.ensure_one()
        instruction = "" if is_html_empty(self.instruction) else str(self.instruction)
        return {
            "instruction": instruction,
            "inputs": self.inputs or "",
            "expected_result": self.expected_result or "",
        }

    def _draw_subprocess(self):
        self.ensure_one()
        # sudo: which process is started here is no secret, whoever may read it
        template = self.sudo().subprocess_id
        if not template:
            return None
        return {"code": template.code, "name": template.name, "case_id": False}

    def _describe_promise(self):
        """Return what the stage stands for before any case: “3 d · 10%”, “Refused”."""
        self.ensure_one()
        if self.is_end:
            return self._describe_outcome()
        chance = f"{self.probability:.0f}%" if self.probability else ""
        return " · ".join(filter(None, [self._describe_time_limit(), chance]))

    def _describe_outcome(self):
        outcomes = dict(self._fields["outcome"]._description_selection(self.env))
        return outcomes.get(self.outcome, "")


class CrmProcessStep(models.Model):
    """A step as the route map lists it, before it is in anybody's hands."""

    _inherit = "crm.process.step"

    def _draw_step(self):
        self.ensure_one()
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return {
            "name": self.name,
            "kind": self.kind,
            "kind_text": kinds[self.kind],
            "state": "planned",
            "state_text": "",
        }


class CrmProcessTransition(models.Model):
    """An arrow as it runs on the route map."""

    _inherit = "crm.process.transition"

    def _get_map_arrow(self):
        """Return what the layout needs to know about the arrow."""
        self.ensure_one()
        ends = self.from_stage_id.id, self.to_stage_id.id
        return Arrow(self.id, *ends, self.kind, self.name or "")

    def _draw_edge(self, layout):
        self.ensure_one()
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        path = layout.paths[self.id]
        label = path.label
        return {
            "id": self.id,
            "from": self.from_stage_id.id,
            "to": self.to_stage_id.id,
            "name": self.name or "",
            "kind": self.kind,
            "kind_text": kinds[self.kind],
            "points": path.points,
            "label": [label.x + label.w / 2, label.y + label.h / 2],
            "label_size": [label.w, label.h],
            "status": "other",
        }

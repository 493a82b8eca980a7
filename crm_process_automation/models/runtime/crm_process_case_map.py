from collections import Counter, defaultdict

from odoo import api, fields, models
from odoo.tools.misc import format_datetime, formatLang

from ...tools.map_status import find_done, tell_statuses


class CrmProcessCase(models.Model):
    """A case on its route map: where it is, what is done, what is next and missing."""

    _inherit = "crm.process.case"

    route_map = fields.Json(
        compute="_compute_route_map",
        help="The drawing of the map for this user, read by forms only.",
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "template_id",
        "stage_id",
        "state",
        "date_deadline",
        "stage_user_id",
        "move_ids.is_undone",
        "task_ids.state",
        "task_ids.deadline",
        "task_ids.user_id",
        "child_ids.state",
        "properties",
        "partner_id",
        "user_id",
        "amount",
    )
    @api.depends_context("lang", "tz", "uid")
    def _compute_route_map(self):
        for case in self:
            # _origin: what is not saved yet has not moved anywhere either
            origin = case._origin
            case.route_map = origin._draw_route_map() if origin else False

    # === BUSINESS METHODS === #

    def _draw_route_map(self):
        """Return the drawing of the template with the progress of the case on it."""
        self.ensure_one()
        # sudo: whoever may read the case may see its map and its history
        case = self.sudo()
        drawing = case.template_id._draw_route_map()
        if not drawing:
            return False
        blocked = self._get_blocked_arrows()
        self._mark_nodes(drawing["nodes"], blocked)
        self._mark_edges(drawing["edges"], blocked)
        drawing["case"] = self._draw_case()
        drawing["next_steps"] = self._draw_next_steps(blocked)
        drawing |= self._draw_tasks()
        return drawing

    # === ARROWS === #

    def _get_blocked_arrows(self):
        """Return {arrow out of the present stage: what is missing before it}."""
        if self.state != "running":
            return {}
        # sudo: whoever may read the case may see its arrows
        arrows = self.sudo().stage_id.transition_ids
        arrows = arrows.sorted(lambda arrow: (arrow.sequence, arrow.id))
        open_arrows = self._get_open_transitions()
        shut = self.env._("This way is for certain people or certain cases only.")
        return {
            arrow: self._get_arrow_blockers(arrow) if arrow in open_arrows else [shut]
            for arrow in arrows
        }

    def _mark_edges(self, edges, blocked):
        """Tell what was taken, and what may be taken now."""
        arrows = self._get_lasting_moves().transition_id
        counterparts = arrows._find_counterparts(self.template_id)
        taken = {arrow.id for arrow in counterparts.values()}
        sentences = {arrow.id: texts for arrow, texts in blocked.items()}
        for edge in edges:
            if edge["id"] in sentences:
                edge["status"] = "blocked" if sentences[edge["id"]] else "possible"
            elif edge["id"] in taken:
                edge["status"] = "taken"

    def _draw_next_steps(self, blocked):
        """Return the buttons; none for who may not move the case."""
        # sudo(False): a host may read the map on behalf of the user
        if not blocked or not self.sudo(False).has_access("write"):
            return []
        return [
            {
                "transition_id": arrow.id,
                "name": arrow.display_name,
                "kind": arrow.kind,
                "stage_code": arrow.to_stage_id.code,
                "stage_name": arrow.to_stage_id.name,
                "needs_reason": arrow.needs_reason,
                "blocked": sentences,
            }
            for arrow, sentences in blocked.items()
        ]

    # === STAGES === #

    def _mark_nodes(self, nodes, blocked):
        """Tell of every stage whether it is done, present, possible or ahead."""
        moves = self._get_lasting_moves()
        places = self._get_places(moves)
        passages = [
            (places.get(move.from_stage_id), places.get(move.to_stage_id))
            for move in moves
        ]
        lane = [node["id"] for node in nodes if node["is_main"]]
        current = self.sudo().stage_id.id  # sudo: as above
        statuses = tell_statuses(
            [node["id"] for node in nodes],
            lane,
            find_done(passages, lane),
            current,
            {arrow.to_stage_id.id for arrow, texts in blocked.items() if not texts},
        )
        statuses[current] = self._get_current_status()
        facts = self._get_node_facts(moves)
        for node in nodes:
            node["status"] = statuses[node["id"]]
            # an end that is reached says what it means, not that it is done
            if not (node["is_end"] and node["status"] == "done"):
                node["status_text"] = self._describe_status(node["status"])
            node.update(facts[node["id"]])
            if node["id"] == current:
                node.update(self._get_current_facts())
        self._mark_subprocesses(nodes)

    def _get_lasting_moves(self):
        """Return the moves that count, the oldest first: none that was taken back."""
        # sudo: whoever may read the case may see its history
        moves = self.sudo().move_ids.filtered(
            lambda move: not move.is_undone and move.kind != "undo"
        )
        return moves.sorted(lambda move: (move.date, move.id))

    def _get_places(self, moves):
        """Return {stage, maybe of an old version: id of the same stage on this map}."""
        stages = moves.from_stage_id | moves.to_stage_id
        counterparts = stages._find_counterparts(self.template_id)
        return {stage: place.id for stage, place in counterparts.items()}

    def _get_current_status(self):
        if self.state in ("done", "cancelled"):
            return "done" if self.state == "done" else "skipped"
        if self.is_late:
            return "late"
        return "current" if self.state == "running" else "waiting"

    def _describe_status(self, status):
        words = {
            "done": self.env._("Done"),
            "current": self.env._("Now here"),
            "late": self.env._("Late"),
            "possible": self.env._("Possible next"),
            "ahead": self.env._("Ahead"),
            "skipped": self.env._("Skipped"),
            "waiting": self.env._("Waiting"),
        }
        if status == "ahead" and not self._is_open():
            return self.env._("Not reached")
        return words[status]

    def _get_current_facts(self):
        """Return what only the present stage can tell."""
        facts = {}
        if self.stage_user_id:
            facts["responsible"] = self.stage_user_id.sudo().name  # sudo: a colleague
        if self.state == "cancelled":
            facts["status_text"] = self.env._("Cancelled here")
        if self._is_open():
            facts["missing"] = self._explain_blockers()
            facts["deadline_text"] = self._describe_deadline()
            if self.date_stage_entered:
                entered = format_datetime(
                    self.env, self.date_stage_entered, dt_format="short"
                )
                facts["duration_text"] = self.env._("since %s", entered)
        return facts

    def _get_node_facts(self, moves):
        """Return {stage id: the visits, the time spent and the tasks}."""
        places = self._get_places(moves)
        visits = Counter(
            places.get(move.to_stage_id) for move in moves if not move._is_staying()
        )
        hours = Counter()
        for move in moves:
            hours[places.get(move.from_stage_id)] += move.duration_hours
        facts = defaultdict(dict)
        for stage_id in {*visits, *hours}:
            spent = self._describe_hours(hours[stage_id]) if hours[stage_id] else ""
            facts[stage_id] = {"visits": visits[stage_id], "duration_text": spent}
        # sudo: the state of a colleague's task is no secret to who reads the case
        for stage_id, steps in self.sudo().task_ids._draw_steps().items():
            facts[stage_id]["steps"] = steps
        return facts

    def _describe_hours(self, hours):
        """Return working hours in words: “40 min”, “3.5 h”."""
        if hours < 1:
            return self.env._("%s min", max(1, round(hours * 60)))
        digits = 0 if float(round(hours, 1)).is_integer() else 1
        return self.env._("%s h", formatLang(self.env, hours, digits=digits))

    def _mark_subprocesses(self, nodes):
        """Tell which case runs a stage's sub-process: the newest of that process."""
        # sudo: the widget opens it with the user's own rights
        children = self.sudo().child_ids.sorted("id")
        case_ids = {child.template_code: child.id for child in children}
        for node in nodes:
            if subprocess := node["subprocess"]:
                subprocess["case_id"] = case_ids.get(subprocess["code"], False)

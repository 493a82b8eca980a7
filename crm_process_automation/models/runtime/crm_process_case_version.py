from dataclasses import replace

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.text import is_filled
from .passage import CONTEXT_KEY, Passage

KIND = "version"


class CrmProcessCase(models.Model):
    """A running case goes over to another version of its process: an explicit act.

    At the same stage it goes on where it is: the moment it entered the stage, its
    pauses, its waiting for a sub-process, and who answers stay, as far as the stage
    says the same. At another stage it begins now. Open tasks go along; those whose step
    is gone are cancelled, saying so; what is required and nobody has is given out.
    """

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _move_to_version(self, stage, text=""):
        """Move the cases to `stage` of another version. Control points are not asked.

        :param text: why, for the history
        :raise UserError: naming the case and what stands in the way
        """
        stage.ensure_one()
        for case in self:
            if problem := case._explain_no_version_move(stage):
                raise UserError(problem)
        passage = Passage(kind=KIND, text=text)
        cases = self.with_context(**{CONTEXT_KEY: passage})
        return cases.write({"stage_id": stage.id})

    def _explain_no_version_move(self, stage):
        """Return why the case cannot go to `stage` of its version, or an empty text."""
        self.ensure_one()
        template = stage.sudo().template_id  # sudo: a version may be archived
        name = self.display_name
        if not self._is_open():
            return self.env._("“%s” has ended, so it stays where it is.", name)
        if template == self.template_id:
            return self.env._("“%s” runs on that version already.", name)
        if template.code != self.template_code:
            return self.env._(
                "“%(case)s” runs on another process than “%(process)s”. Change its "
                "process instead.",
                case=name,
                process=template.display_name,
            )
        return self._explain_no_place_at(stage)

    def _explain_no_place_at(self, stage):
        template, name = stage.template_id, self.display_name
        if template.state == "draft":
            return self.env._(
                "“%s” is still a draft. Activate it first.", template.display_name
            )
        if template.company_id and template.company_id != self.company_id:
            return self.env._(
                "“%(case)s” belongs to another company than “%(process)s”.",
                case=name,
                process=template.display_name,
            )
        if stage.is_end:
            return self.env._(
                "“%(stage)s” is an end. “%(case)s” must reach it by an arrow.",
                stage=stage.name,
                case=name,
            )
        if self.state != "running" and self._is_subprocess_due(stage):
            return self._explain_state()
        return ""

    # === WHAT CHANGES === #

    def _stays_at(self, stage):
        """Return whether `stage` is the same stage, in another version."""
        return self.stage_id.code == stage.code

    def _is_subprocess_due(self, stage):
        """Return whether `stage` wants a sub-process that the present one did not."""
        wanted, present = stage.subprocess_id.code, self.stage_id.subprocess_id.code
        return bool(wanted) and not (self._stays_at(stage) and wanted == present)

    def _prepare_version_values(self, stage, clock):
        """Return what is written on the case, save who answers. A question."""
        self.ensure_one()
        stays = self._stays_at(stage)
        entered = self.date_stage_entered if stays else fields.Datetime.now()
        values = {
            "template_id": stage.template_id.id,
            "stage_id": stage.id,
            "date_stage_entered": entered,
            "paused_hours": self.paused_hours if stays else 0.0,
        }
        if not stays and self.state == "paused":
            values["date_paused"] = entered
        if not stays or not self._has_same_time_frame(stage):
            values["date_deadline"] = self._plan_version_deadline(
                stage, entered, values["paused_hours"], clock
            )
        return values

    def _has_same_time_frame(self, stage):
        present = self.stage_id
        return (present.time_limit, present.time_unit) == (
            stage.time_limit,
            stage.time_unit,
        )

    def _plan_version_deadline(self, stage, entered, paused_hours, clock):
        """Return when the time frame of `stage` ends, pauses not counted, or False."""
        if not stage.time_limit or not entered:
            return False
        person = self.stage_user_id or self.user_id
        hours = clock.get_hours(
            stage.time_limit, stage.time_unit, person, self.company_id
        )
        return clock.plan(entered, hours + paused_hours, person, self.company_id)

    def _get_lost_properties(self, template):
        """Return {label: value} of what is filled in and has no place in `template`."""
        self.ensure_one()
        kept = template._get_properties_by_name()
        own = self.template_id._get_properties_by_name()
        return {
            prop.get("string") or name: value
            for name, prop in own.items()
            if kept.get(name, {}).get("type") != prop["type"]
            and is_filled(value := self._get_property(name))
        }

    # === BEHIND THE DOOR === #

    def _enter_stage(self, stage, passage):
        if passage.kind != KIND:
            return super()._enter_stage(stage, passage)
        clock = self.env["crm.process.clock"]._wind()
        # sudo: moves, tasks and deadlines are the system's to write
        for case in self.sudo():
            text = case._explain_version_move(stage, passage.text)
            case._enter_version(stage, replace(passage, text=text, clock=clock))
        return None

    def _enter_version(self, stage, passage):
        """Write the move, then the case, then see to its tasks."""
        self.ensure_one()
        is_due = self._is_subprocess_due(stage)
        steps = self._get_steps_to_give(stage)
        move = self.env["crm.process.move"].create(
            self._prepare_move_values(stage, passage)
        )
        values = self._prepare_version_values(stage, passage.clock)
        if not self._has_same_responsible(stage):
            user, _reason = stage._choose_responsible(self)
            values["stage_user_id"] = (user or self.user_id).id
        self._take_tasks_along(stage, move, values)
        self._write_past_door(values)
        self._give_steps([(move, steps)], passage.clock)
        self._after_moves(move)
        if is_due:
            self._start_subprocess(stage)

    def _has_same_responsible(self, stage):
        """Return whether the stage is answered for by the same rule as before."""
        present = self.stage_id
        return self._stays_at(stage) and (
            (present.responsible_kind, present._get_responsible_source())
            == (stage.responsible_kind, stage._get_responsible_source())
        )

    def _explain_version_move(self, stage, text):
        """Return the reason, with what had no place in the new version."""
        lost = self._get_lost_properties(stage.template_id)
        texts = [text] + [
            self.env._(
                "“%(property)s” (%(value)s) has no place in the new version",
                property=label,
                value=getattr(value, "display_name", value),
            )
            for label, value in lost.items()
        ]
        return ". ".join(filter(None, texts))

    def _prepare_move_values(self, stage, passage):
        """Who stays at a stage leaves none: its hours count once, when it is left."""
        values = super()._prepare_move_values(stage, passage)
        if passage.kind == KIND and self._stays_at(stage):
            values |= {"duration_hours": 0.0, "planned_hours": 0.0}
        return values


class CrmProcessMove(models.Model):
    """A move from one version to another."""

    _inherit = "crm.process.move"

    # === BUSINESS METHODS === #

    def _is_staying(self):
        """Return whether the case only changed its version and stayed at its stage."""
        self.ensure_one()
        return self.kind == KIND and self.from_stage_id.code == self.to_stage_id.code

    def _describe(self):
        if self.kind != KIND:
            return super()._describe()
        text = self.env._(
            "%(process)s: version %(old)s → version %(new)s, %(from_stage)s → "
            "%(to_stage)s",
            process=self.template_id.name,
            old=self.from_stage_id.template_id.version,
            new=self.template_id.version,
            from_stage=self.from_stage_id.name,
            to_stage=self.to_stage_id.name,
        )
        return f"{text} ({self.reason_text})" if self.reason_text else text

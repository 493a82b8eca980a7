from odoo import api, fields, models

from ...tools.pairing import is_reordered, pair_up


class CrmProcessTemplate(models.Model):
    """What a version changes against another one of the same process, in words."""

    _inherit = "crm.process.template"

    predecessor_id = fields.Many2one(
        "crm.process.template",
        string="Version Before",
        compute="_compute_predecessor_id",
    )
    change_text = fields.Html(
        string="What Changed", compute="_compute_change_text", sanitize=False
    )

    # === COMPUTE METHODS === #

    @api.depends("code", "version", "company_id")
    def _compute_predecessor_id(self):
        for template in self:
            others = template._get_other_versions()
            template.predecessor_id = others.filtered(
                lambda other, template=template: other.version < template.version
            ).sorted("version")[-1:]

    @api.depends("predecessor_id", "stage_ids", "transition_ids", "all_control_ids")
    @api.depends_context("lang", "uid")
    def _compute_change_text(self):
        for template in self:
            before, saved = template.predecessor_id, template._origin
            text = saved._tell_changes(before) if before and saved else False
            template.change_text = text

    # === BUSINESS METHODS === #

    def _get_other_versions(self):
        """Return the other versions of the same process and company."""
        self.ensure_one()
        return self._with_archived().search(
            [
                ("code", "=", self.code),
                ("company_id", "=", self.company_id.id),
                ("id", "!=", self._origin.id),
            ]
        )

    def _tell_changes(self, old):
        """Return as HTML what `self` changes against the version `old`."""
        return self.env["ir.qweb"]._render(
            "crm_process_automation.crm_process_changes",
            {"sections": self._compare_with(old), "old": old, "new": self},
        )

    def _compare_with(self, old):
        """Return [(heading, [sentence, …]), …]: the process first, then each stage.

        Nothing is in it that is the same in both versions.
        """
        self.ensure_one()
        # sudo: what changed counts, not whether the reader may see a group or a person
        return Comparison(old.sudo(), self.sudo()).get_sections()


class Comparison:
    """The differences of two versions while they are gathered, stage by stage."""

    def __init__(self, old, new):
        self.env, self.old, self.new = new.env, old, new
        self.old_parts, self.new_parts = old._get_parts(), new._get_parts()
        self.whole = new.env["crm.process.stage"]
        self.sentences = {self.whole: [], **dict.fromkeys(new.stage_ids.sorted())}
        self.new_by_old = {self.whole: self.whole}
        self.lonely = self.whole  # stages that only one of the two has

    def get_sections(self):
        """Return [(heading, [sentence, …]), …] without those that say nothing."""
        self._note(self.whole, self.new._describe_changes_since(self.old))
        self._note(self.whole, self.new._describe_property_changes(self.old))
        for model in self.new._get_part_models():
            self._compare(
                self.old_parts[model].sorted(), self.new_parts[model].sorted()
            )
        return [
            (stage._title() if stage else self.env._("The whole process"), sentences)
            for stage, sentences in self.sentences.items()
            if sentences
        ]

    def _note(self, stage, sentences):
        stage = self.new_by_old.get(stage, stage)
        self.sentences[stage] = [*(self.sentences.get(stage) or ()), *sentences]

    def _compare(self, old_parts, new_parts):
        model = type(new_parts)
        pairs, removed, added = pair_up(
            list(old_parts), list(new_parts), model._get_part_key, model._get_loose_key
        )
        if model._name == self.whole._name:
            self._note_stages(pairs, removed, added)
        else:
            for part in removed:
                self._note_loner(part, self.env._("%s removed", part._title()))
            for part in added:
                self._note_loner(part, self.env._("%s added", part._title()))
        for old, new in pairs:
            self._note_pair(old, new)
        self._note_order(pairs, old_parts, new_parts)

    def _note_stages(self, pairs, removed, added):
        self.new_by_old |= dict(pairs)
        self.lonely = self.whole.union(*removed, *added)
        for stage in added:
            self._note(stage, [self._describe_added_stage(stage)])
        for stage in removed:
            self._note(stage, [self.env._("The stage is removed.")])

    def _describe_added_stage(self, stage):
        if promise := stage._describe_promise():
            return self.env._("The stage is new: %s.", promise)
        return self.env._("The stage is new.")

    def _note_loner(self, part, sentence):
        stage = part._get_stage_of_part()
        # With a removed stage everything in it goes: that needs no telling.
        is_gone = stage in self.lonely and stage.template_id == self.old
        if part._is_told() and not is_gone:
            self._note(stage, [sentence])

    def _note_pair(self, old, new):
        stage = new._get_stage_of_part()
        is_own = stage == new
        self._note(
            stage,
            [
                sentence if is_own else f"{new._title()}: {sentence}"
                for sentence in new._describe_changes_since(old)
            ],
        )

    def _note_order(self, pairs, old_parts, new_parts):
        """Say where what was there before stands in another order now."""
        new_by_old, by_stage = dict(pairs), {}
        for old in old_parts:
            if new := new_by_old.get(old):
                stage = new._get_stage_of_part()
                stage = self.whole if stage == new else stage
                by_stage.setdefault(stage, []).append((old, new))
        for stage, of_stage in by_stage.items():
            kept = {new for _old, new in of_stage}
            parts = [part for part in new_parts if part in kept]
            if is_reordered(of_stage, parts):
                self._note(stage, [self._describe_order(parts)])

    def _describe_order(self, parts):
        return self.env._(
            "%(kind)s, order: %(names)s",
            kind=parts[0]._get_part_label(),
            names=", ".join(part._get_name_in_stage() for part in parts),
        )

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class CrmProcessStage(models.Model):
    """The papers that a stage is there for; a mandatory one holds the case back."""

    _inherit = "crm.process.stage"

    document_template_ids = fields.Many2many(
        "crm.process.document.template",
        "crm_process_stage_document_template_rel",
        "stage_id",
        "document_template_id",
        string="Document Forms",
        check_company=True,
        help="The papers that are issued here. Whichever version of a form is approved "
        "counts. A mandatory form gets a control point.",
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("document_template_ids")
    def _check_forms_once(self):
        for stage in self:
            codes = stage.document_template_ids.mapped("code")
            for form in stage.document_template_ids:
                if codes.count(form.code) > 1:
                    raise ValidationError(
                        self.env._(
                            "“%(stage)s” names two versions of “%(form)s”. One is "
                            "enough: the approved version counts.",
                            stage=stage.name,
                            form=form.name,
                        )
                    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        stages = super().create(vals_list)
        stages.filtered("document_template_ids")._sync_paper_controls()
        return stages

    def write(self, vals):
        result = super().write(vals)
        if "document_template_ids" in vals:
            self._sync_paper_controls()
        return result

    # === BUSINESS METHODS === #

    def _sync_paper_controls(self):
        """Give every mandatory form its control point: the gate asks nothing else."""
        made = self.env["crm.process.control"].search(
            [("stage_id", "in", self.ids), ("is_made_for_form", "=", True)]
        )
        wanted = {
            (stage, form): stage._prepare_paper_control_values(form)
            for stage in self
            for form in stage._get_mandatory_forms()
        }
        made.filtered(
            lambda control: (
                (control.stage_id, control.document_template_id) not in wanted
            )
        ).unlink()
        there = {
            (control.stage_id, control.document_template_id)
            for control in made.exists()
        }
        made.create([vals for key, vals in wanted.items() if key not in there])
        # Precomputed fields leave unsaved lines behind in the cache of the one2many.
        self.template_id.invalidate_recordset(["control_ids", "all_control_ids"])
        self.invalidate_recordset(["control_ids"])

    def _get_mandatory_forms(self):
        """Return the forms named here of which the version in force is mandatory."""
        self.ensure_one()
        return self.document_template_ids.filtered(
            lambda form: (form._get_current(self.company_id) or form).is_mandatory
        )

    def _prepare_paper_control_values(self, form):
        return {
            "kind": "paper",
            "name": form.with_context(lang="en_US").name,
            "stage_id": self.id,
            "document_template_id": form.id,
            "is_made_for_form": True,
        }

    def _describe_document_template_ids(self):
        # Only the code counts: whichever version is approved is used.
        return ", ".join(sorted(self.document_template_ids.mapped("name")))


class CrmProcessDocumentTemplate(models.Model):
    """A form that becomes mandatory, or stops being it, changes the drafts of maps."""

    _inherit = "crm.process.document.template"

    # === CRUD METHODS === #

    def write(self, vals):
        result = super().write(vals)
        if {"is_mandatory", "state"} & vals.keys():
            self._get_draft_stages()._sync_paper_controls()
        return result

    # === BUSINESS METHODS === #

    def _get_draft_stages(self):
        """Return the stages that name a version of these forms and may still change."""
        # sudo: a gate follows its form, whoever approves that
        stages = self.env["crm.process.stage"].sudo()
        return stages.search(
            [
                ("document_template_ids.code", "in", self.mapped("code")),
                ("template_id.state", "=", "draft"),
            ]
        )

    def _check_nothing_needs_it(self):
        result = super()._check_nothing_needs_it()
        # sudo: a gate that could never open again counts, whoever drew it
        for gate in self.env["crm.process.control"].sudo()._find_gates_of(self):
            raise UserError(
                self.env._(
                    "“%(form)s” cannot be retired: the stage “%(stage)s” of "
                    "“%(process)s” cannot be left without such a paper. Approve "
                    "another version of the form, or activate a version of the "
                    "process that does without it.",
                    form=self.display_name,
                    stage=gate.stage_id.name or self.env._("every stage"),
                    process=gate.template_id.display_name,
                )
            )
        return result

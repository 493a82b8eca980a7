from odoo import api, fields, models
from odoo.exceptions import UserError

# Only an activation writes these: they are the proof of who answers for the version.
KEPT_BY_ACTIVATION = frozenset({"approved_by_id", "date_approved"})


class CrmProcessTemplate(models.Model):
    """The life of a version: a draft is checked and activated, the next one retires it.

    Whoever writes `state`, by a button, by RPC or from a data file, passes here.
    """

    _inherit = "crm.process.template"

    _one_active_version = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE state = 'active'",
        "Another version of this process was activated just now. Reload the page.",
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_kept_by_activation(vals)
        # Nor do the defaults of a view, or own ones, sign an approval.
        unsigned = dict.fromkeys(KEPT_BY_ACTIVATION, False)
        return super().create([unsigned | vals for vals in vals_list])

    def write(self, vals):
        self._check_not_kept_by_activation(vals)
        if "state" not in vals:
            return super().write(vals)
        self.check_access("write")
        vals = dict(vals)
        state = vals.pop("state")
        if vals:
            super().write(vals)
        for template in self.filtered(lambda template: template.state != state):
            getattr(template, f"_become_{state}", template._become_unknown)()
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_only_from_draft(self):
        for template in self.filtered(lambda template: template.state != "draft"):
            raise UserError(
                self.env._(
                    "“%s” cannot be deleted: the history of its cases leads to it. "
                    "Retire it, and archive it when you do not want to see it.",
                    template.display_name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_no_subprocess(self):
        # sudo: all that would break counts
        stages = self.env["crm.process.stage"].sudo()
        for stage in stages.search(
            [("subprocess_id", "in", self.ids), ("template_id", "not in", self.ids)],
            limit=1,
        ):
            raise UserError(
                self.env._(
                    "“%(process)s” is the sub-process of the stage “%(stage)s”. Choose "
                    "another there first.",
                    process=stage.subprocess_id.display_name,
                    stage=stage._get_full_name(),
                )
            )

    # === ACTION METHODS === #

    def action_activate(self):
        """Check the maps and activate them; the version active before is retired.

        :raise UserError: one that lists everything that is wrong
        """
        return self.write({"state": "active"})

    def action_retire(self):
        """Let no new case start on these versions. Running cases go on.

        :raise UserError: when one is still a draft
        """
        return self.write({"state": "retired"})

    # === BUSINESS METHODS === #

    def _check_not_kept_by_activation(self, vals):
        """Raise when somebody signs an approval that was never given."""
        if KEPT_BY_ACTIVATION.intersection(vals) and not self.env.su:
            raise UserError(
                self.env._(
                    "Who approved a process is noted when it is activated, and by "
                    "nothing else. Press “Activate”."
                )
            )

    def _become_active(self):
        self.ensure_one()
        self._check_map()
        # This version takes over: nobody is left without.
        self._get_active_rivals()._write_state({"state": "retired"})
        self._write_state(
            {
                "state": "active",
                "approved_by_id": self.env.uid,
                "date_approved": fields.Datetime.now(),
            }
        )

    def _become_retired(self):
        for template in self:
            if template.state == "draft":
                raise UserError(
                    self.env._(
                        "“%s” was never active, so there is nothing to retire. Delete "
                        "the draft instead.",
                        template.display_name,
                    )
                )
        self._check_no_stage_needs_it()
        self._write_state({"state": "retired"})

    def _write_state(self, vals):
        """Write what was decided, at once: the next of a batch may be a rival."""
        # pylint: disable-next=super-method-mismatch
        result = super().write(vals)
        self.flush_recordset()
        return result

    def _become_draft(self):
        raise UserError(
            self.env._(
                "“%s” cannot become a draft again, because cases may run on it. Press "
                "“New version” and change the copy.",
                self.display_name,
            )
        )

    def _become_unknown(self):
        raise UserError(
            self.env._("A process is a draft, active or retired. Nothing else.")
        )

    def _filter_in_use(self):
        """Return the versions that cases start or run on. The runtime adds its own."""
        return self.filtered(lambda template: template.state == "active")

    def _get_active_rivals(self):
        """Return the version that is active now for the same code and company."""
        self.ensure_one()
        return self._with_archived().search(
            [
                ("code", "=", self.code),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "active"),
                ("id", "!=", self.id),
            ]
        )

    def _with_archived(self):
        return self.with_context(active_test=False)

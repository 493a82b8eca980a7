from odoo import api, fields, models


class CrmProcessTemplate(models.Model):
    """The dialogues about the versions of a process."""

    _inherit = "crm.process.template"

    version_count = fields.Integer(string="Versions", compute="_compute_version_count")

    # === COMPUTE METHODS === #

    @api.depends("code", "company_id")
    def _compute_version_count(self):
        for template in self:
            others = template._get_other_versions()
            template.version_count = len(others) + bool(template._origin)

    # === ACTION METHODS === #

    def action_open_changes(self):
        """Show what the version changes against another one that may be chosen."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What Changed"),
            "res_model": "crm.process.comparison",
            "view_mode": "form",
            "target": "new",
            "context": {"default_template_id": self.id},
        }

    def action_open_versions(self):
        """Show all the versions of the process."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Versions of “%s”", self.name),
            "res_model": self._name,
            "view_mode": "list,form",
            "domain": [
                ("code", "=", self.code),
                ("company_id", "=", self.company_id.id),
            ],
            "context": {"active_test": False},
        }

    def action_open_migration(self):
        """Open the dialogue that moves running cases to another version.

        From an active version it brings the cases of the others here; else it takes
        those of this version to the active one.
        """
        self.ensure_one()
        source, target = self, self._get_active_rivals()
        if self.state == "active":
            others = self._get_other_versions().sorted("version", reverse=True)
            others = others.filtered("open_case_count")[:1]
            source, target = (others, self) if others else (self, target)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Move Running Cases"),
            "res_model": "crm.process.migration",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_source_id": source.id,
                "default_target_id": target.id,
            },
        }

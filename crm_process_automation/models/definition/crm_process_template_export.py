from base64 import b64encode

from odoo import api, fields, models

from ...tools import process_file
from ...tools.slug import make_slug


class CrmProcessTemplate(models.Model):
    """A process as one file that another database can read."""

    _inherit = "crm.process.template"

    export_file = fields.Binary(
        compute="_compute_export_file",
        groups="crm_process_automation.group_process_designer",
    )
    export_file_name = fields.Char(
        compute="_compute_export_file",
        groups="crm_process_automation.group_process_designer",
    )

    # === COMPUTE METHODS === #

    @api.depends("version", "code")
    def _compute_export_file(self):
        for template in self:
            slug = make_slug(template.code or "", "process")
            template.export_file = b64encode(template._origin._export_file())
            template.export_file_name = f"{slug}_v{template.version}.json"

    # === ACTION METHODS === #

    def action_export_file(self):
        """Download the process as a file."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/export_file"
            "?filename_field=export_file_name&download=true",
        }

    # === BUSINESS METHODS === #

    def _export_file(self):
        """Return the bytes of the file. Nothing in it depends on who exports it."""
        self.ensure_one()
        template = self.with_context(lang="en_US")
        parts_by_model = {
            model: parts.sorted()
            for model, parts in template._get_parts().items()
            if parts
        }
        refs = {
            part: part._make_file_ref(index)
            for parts in parts_by_model.values()
            for index, part in enumerate(parts, 1)
        }
        return process_file.dump(
            template._write_to_file(refs),
            {
                model: [
                    {"ref": refs[part], **part._write_to_file(refs)} for part in parts
                ]
                for model, parts in parts_by_model.items()
            },
        )

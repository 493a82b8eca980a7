from odoo import api, models


class CrmProcessTemplate(models.Model):
    """The number of a version: the next free one of its process.

    So a ready-made process that an update brings stands beside the versions that the
    company has drawn meanwhile, instead of clashing with them.
    """

    _inherit = "crm.process.template"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            if "version" not in vals:
                vals["version"] = self._get_next_version(
                    vals.get("code"), vals.get("company_id")
                )
        return super().create(vals_list)

    # === BUSINESS METHODS === #

    @api.model
    def _get_next_version(self, code, company_id=False):
        """Return the next free version number of the process `code`."""
        newest = (
            self.sudo()  # sudo: numbers are counted over archived and hidden versions
            .with_context(active_test=False)
            .search(
                [("code", "=", code), ("company_id", "=", company_id)],
                order="version desc",
                limit=1,
            )
        )
        return newest.version + 1

from odoo import api, models
from odoo.exceptions import UserError


class CrmProcessVersionedMixin(models.AbstractModel):
    """A part of a process version: it may change only while the version is a draft.

    Running cases are pinned to their version, so whatever they were promised (limits,
    probabilities, gates) must stay as it was when they started. Translations do not
    pass through `write`, so they may be completed at any time.
    """

    _name = "crm.process.versioned.mixin"
    _description = "Part of a Process Version"

    # Fields that the running system keeps on a definition; no promise to a case.
    _live_fields = frozenset()

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_version_is_draft()
        return parts

    def write(self, vals):
        self.check_access("write")  # before a sentence names the version
        if not self._live_fields.issuperset(vals):
            self._check_version_is_draft()
        result = super().write(vals)
        if not self._live_fields.issuperset(vals):
            # A part must not be smuggled into an active version either.
            self._check_version_is_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_from_draft(self):
        self._check_version_is_draft()

    # === BUSINESS METHODS === #

    def _get_versions(self):
        """Return the process templates that the parts of `self` belong to."""
        return self.template_id

    def _check_version_is_draft(self):
        """Raise unless every version that `self` belongs to is still a draft."""
        for version in self.sudo()._get_versions():  # sudo: only the state is read
            if version.state != "draft":
                raise UserError(
                    self.env._(
                        "“%(version)s” is not a draft any more, and cases may run on "
                        "it. Press “New version” on it and change the copy.",
                        version=version.display_name,
                    )
                )

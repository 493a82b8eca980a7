from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

PAPER = "crm.process.document"
EVIDENCE = "crm.process.document.evidence"
# What the viewer of files adds for its own sake.
HARMLESS = frozenset({"thumbnail"})


class IrAttachment(models.Model):
    """The file of a paper, its signed copies and signatures: nobody rewrites them.

    The verbs of the paper write them, as the system.
    """

    _inherit = "ir.attachment"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        files = super().create(vals_list)
        files._check_is_no_signature()
        return files

    def write(self, vals):
        if not self.env.su and not HARMLESS.issuperset(vals):
            self.check_access("write")
            self._check_proves_nothing()
        result = super().write(vals)
        if "res_field" in vals or "res_model" in vals:
            self._check_is_no_signature()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_proofs(self):
        self._check_proves_nothing()

    # === HOOKS === #

    def _find_proven(self):
        """Return the papers that the files prove something of."""
        # sudo: whether it is a proof does not depend on who asks
        files = self.sudo().filtered(lambda file: file.res_model in (PAPER, EVIDENCE))
        papers = self.env[PAPER].sudo().with_context(active_test=False)  # sudo: same
        if not files:
            return papers
        drawn = files.filtered("res_field")
        found = papers.search(
            [
                *("|", ("attachment_id", "in", files.ids)),
                *("|", ("signed_attachment_id", "in", files.ids)),
                ("evidence_ids.attachment_id", "in", files.ids),
            ]
        )
        on_papers = drawn.filtered(lambda file: file.res_model == PAPER)
        evidence = self.env[EVIDENCE].sudo()  # sudo: as above
        rows = evidence.browse((drawn - on_papers).mapped("res_id"))
        return found | papers.browse(on_papers.mapped("res_id")) | rows.document_id

    # === BUSINESS METHODS === #

    def _find_papers(self, *links):
        """Return the papers whose files these are, or copies of them byte by byte.

        :param links: `attachment_id` and `signed_attachment_id`, one of them or both
        """
        # sudo: whose file it is, wherever it is attached to
        files = self.sudo()
        papers = self.env[PAPER].sudo().with_context(active_test=False)  # sudo: same
        if not files:
            return papers
        same = Domain("id", "in", files.ids)
        # Wherever files are kept, on the disk or in the database.
        if checksums := [checksum for checksum in files.mapped("checksum") if checksum]:
            same |= Domain("checksum", "in", checksums)
        return papers.search(Domain.OR(Domain(link, "any!", same) for link in links))

    def _check_proves_nothing(self):
        if proven := self._find_proven()[:1]:
            raise UserError(
                self.env._(
                    "“%(file)s” is a proof that belongs to “%(paper)s”: it is neither "
                    "changed nor deleted. Revise the paper, or add another file to it.",
                    file=self[:1].display_name,
                    paper=proven.display_name,
                )
            )

    def _check_is_no_signature(self):
        """Raise when somebody puts a picture where the client's signature stands."""
        if self.env.su:
            return
        for file in self.sudo():  # sudo: only what it belongs to
            if file.res_field and file.res_model in (PAPER, EVIDENCE):
                raise UserError(
                    self.env._(
                        "A signature is drawn by the client on the page of the paper. "
                        "Add a signed copy with “Signed” instead."
                    )
                )

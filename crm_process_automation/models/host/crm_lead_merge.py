from odoo import models

from .pipeline import CONTEXT_KEY, Writer


class CrmLead(models.Model):
    """Merge, convert, delete: nothing of a deal's process is lost."""

    _inherit = "crm.lead"

    # === CRUD METHODS === #

    def unlink(self):
        self.check_access("unlink")
        self._cancel_cases_of_deleted("lead_id", self.env._("Its deal was deleted."))
        return super().unlink()

    # === BUSINESS METHODS === #

    def _as_odoo(self):
        return self.with_context(**{CONTEXT_KEY: Writer.ODOO})

    def convert_opportunity(self, *args, **kwargs):
        return super(CrmLead, self._as_odoo()).convert_opportunity(*args, **kwargs)

    def _handle_salesmen_assignment(self, *args, **kwargs):
        leads = self._as_odoo()
        return super(CrmLead, leads)._handle_salesmen_assignment(*args, **kwargs)

    def _merge_opportunity(self, *args, **kwargs):
        merged = super(CrmLead, self._as_odoo())._merge_opportunity(*args, **kwargs)
        return merged.with_env(self.env)

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        self._merge_dependences_cases(opportunities)
        return result

    def _merge_dependences_cases(self, opportunities):
        """Bring over cases and history. One running case survives.

        The surviving deal's own goes on; where it has none, that of the most confident
        other deal. The rest are cancelled, with their sub-processes, after they have
        come over: so their end is not the end of the surviving deal.
        """
        self.ensure_one()
        # sudo: whoever may merge the deals merges their processes
        deals = (self | opportunities).sudo().with_context(active_test=False)
        running = [case for deal in deals if (case := deal._get_own_case())]
        names = {case: case.lead_id.display_name for case in running}
        cases = deals.env["crm.process.case"]
        of_merged = [("lead_id", "in", opportunities.ids)]
        # Their history goes with them; then the history that outlived its case.
        cases.search(of_merged).write({"lead_id": self.id})
        for rows in cases._find_history(of_merged):
            rows.write({"lead_id": self.id})
        cases.env["crm.process.task"]._move_source(opportunities, self)
        for case in running[1:]:
            case._cancel(
                self.env._(
                    "“%(merged)s” was merged into “%(lead)s”, which goes on with "
                    "“%(case)s”.",
                    merged=names[case],
                    lead=self.display_name,
                    case=running[0].display_name,
                )
            )
        if running:
            # A deal that took over a running case stands where that stands.
            running[0]._push_to_pipeline()

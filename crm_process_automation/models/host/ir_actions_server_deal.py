from odoo import models

from ..automation.ledger import Ledger

CASE = "crm.process.case"
DEAL = "crm.lead"


class IrActionsServer(models.Model):
    """Actions about offers act on a case, too: on the deal or the order it is about.

    What a process asks for stands on the case, so that is where a rule waits for it.
    """

    _inherit = "ir.actions.server"

    # === SETTINGS === #

    def _get_models_process_fill(self):
        return [*super()._get_models_process_fill(), CASE]

    def _get_models_process_discount(self):
        return [*super()._get_models_process_discount(), CASE]

    def _get_formula_model(self):
        """Formulas about a case are about its deal, as they are when they run."""
        is_about_offer = self.state in ("process_fill", "process_discount")
        if is_about_offer and self.model_name == CASE:
            return DEAL
        return super()._get_formula_model()

    # === BUSINESS METHODS === #

    def _get_offer_records(self, eval_context):
        """Return the deals or orders to act on; the journal says where there is none.

        All of one model: an action acts on deals first, and on orders afterwards.

        :return: a list of recordsets
        """
        records = self._get_records(eval_context)
        if records._name != CASE:
            return [records]
        ledger = Ledger.peek(self.env)
        found = {name: records.env[name].browse() for name in (DEAL, "sale.order")}
        for case in records:
            # sudo: what a case is about; whether it may be written is asked later
            subject = case.sudo().order_id or case.sudo().lead_id
            if not subject:
                self._note_skip(case, self._explain_no_offer_record(case))
                continue
            if ledger:
                ledger.speak_for(subject, case)
            found[subject._name] |= subject.with_env(records.env)
        return [group for group in found.values() if group]

    def _explain_no_offer_record(self, case):
        return self.env._("“%s” is about no deal and no order.", case.display_name)

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.text import is_filled


class CrmProcessDocumentClause(models.Model):
    """When a clause stands in the paper: `_applies_<condition>` reads the snapshot."""

    _inherit = "crm.process.document.clause"

    condition = fields.Selection(
        [
            ("always", "Always"),
            ("vat", "We pay VAT"),
            ("no_vat", "We do not pay VAT"),
            ("instalments", "It is paid in parts"),
            ("at_once", "It is paid at once"),
            ("company", "The client is a company"),
            ("person", "The client is a person or a sole trader"),
            ("contract", "There is a contract"),
            ("no_contract", "There is no contract"),
            ("property", "A property is filled"),
        ],
        string="Printed When",
        required=True,
        default="always",
    )
    property_name = fields.Char(
        string="Property", help="Its technical name, such as event_date."
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("condition", "property_name")
    def _check_property_is_named(self):
        for clause in self:
            if clause.condition == "property" and not clause.property_name:
                raise ValidationError(
                    self.env._(
                        "%s: say which property must be filled for it to be printed.",
                        clause._get_place(),
                    )
                )

    # === BUSINESS METHODS === #

    def _applies(self, snapshot):
        """Return whether the clause stands in the paper with this snapshot."""
        self.ensure_one()
        return getattr(self, f"_applies_{self.condition or 'always'}")(snapshot)

    def _applies_always(self, _snapshot):
        return True

    def _applies_vat(self, snapshot):
        return bool((snapshot.get("supplier") or {}).get("is_vat_payer"))

    def _applies_no_vat(self, snapshot):
        return not self._applies_vat(snapshot)

    def _applies_instalments(self, snapshot):
        return len(snapshot.get("payments") or ()) > 1

    def _applies_at_once(self, snapshot):
        return not self._applies_instalments(snapshot)

    def _applies_company(self, snapshot):
        return (snapshot.get("customer") or {}).get("kind", "company") == "company"

    def _applies_person(self, snapshot):
        return not self._applies_company(snapshot)

    def _applies_contract(self, snapshot):
        return bool((snapshot.get("basis") or {}).get("contract_number"))

    def _applies_no_contract(self, snapshot):
        return not self._applies_contract(snapshot)

    def _applies_property(self, snapshot):
        return any(
            each.get("name") == self.property_name and is_filled(each.get("value"))
            for each in snapshot.get("properties") or ()
        )

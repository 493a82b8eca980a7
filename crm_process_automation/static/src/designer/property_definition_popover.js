import {_t} from "@web/core/l10n/translation";
import {PropertyDefinition} from "@web/views/fields/properties/property_definition";

// Both need a record that holds values; a definition has none.
const LEFT_OUT = ["html", "separator"];

/**
 * Odoo's own editor of one property, opened where no value stands beside it: on the
 * process, before there is any case.
 */
export class PropertyDefinitionPopover extends PropertyDefinition {
    /** A type that is left out stays known where a property has it already. */
    get availablePropertyTypes() {
        const own = this.props.propertyDefinition.type;
        return super.availablePropertyTypes.filter(
            ([type]) => type === own || !LEFT_OUT.includes(type)
        );
    }

    /** Money stands in the currency of the case, which the process does not have. */
    get currencyFields() {
        return [{name: "currency_id", string: _t("Currency")}];
    }
}

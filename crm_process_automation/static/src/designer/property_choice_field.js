import {Component} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** One of the properties (or dates) that the process knows, chosen by its label. */
export class PropertyChoiceField extends Component {
    static template = "crm_process_automation.PropertyChoiceField";
    static props = {
        ...standardFieldProps,
        choicesField: {type: String},
        placeholder: {type: String, optional: true},
    };

    get value() {
        return this.props.record.data[this.props.name] || "";
    }

    /** What is chosen stays in the list, also when the process has lost it. */
    get choices() {
        const choices = this.props.record.data[this.props.choicesField] || [];
        const isKnown = !this.value || choices.some(([name]) => name === this.value);
        return isKnown
            ? choices
            : [...choices, [this.value, _t("%s (missing)", this.value)]];
    }

    get label() {
        const choice = this.choices.find(([name]) => name === this.value);
        return choice ? choice[1] : this.props.placeholder || "";
    }

    onChange(ev) {
        return this.props.record.update({[this.props.name]: ev.target.value || false});
    }
}

const getChoicesField = (options) => options.choices || "property_choices";

registry.category("fields").add("process_property_choice", {
    component: PropertyChoiceField,
    displayName: _t("Property of the Process"),
    supportedTypes: ["char"],
    extractProps: ({options, placeholder}) => ({
        choicesField: getChoicesField(options),
        placeholder,
    }),
    fieldDependencies: ({options}) => [{name: getChoicesField(options), type: "json"}],
});

import {Component, useRef} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {usePopover} from "@web/core/popover/popover_hook";
import {registry} from "@web/core/registry";
import {useSortable} from "@web/core/utils/sortable_owl";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {PropertyDefinitionPopover} from "./property_definition_popover";

const KEYS = [
    "name",
    "string",
    "type",
    "comodel",
    "default",
    "suffix",
    "selection",
    "tags",
    "domain",
    "view_in_cards",
    "fold_by_default",
    "currency_field",
];

const TYPES = {
    char: _t("Text"),
    text: _t("Multiline Text"),
    html: _t("HTML"),
    boolean: _t("Checkbox"),
    integer: _t("Integer"),
    float: _t("Decimal"),
    monetary: _t("Monetary"),
    date: _t("Date"),
    datetime: _t("Date & Time"),
    selection: _t("Selection"),
    tags: _t("Tags"),
    many2one: _t("One record"),
    many2many: _t("Several records"),
    separator: _t("Separator"),
};

/** The server gives a code to whatever is called so, made of its label. */
function makeNewName() {
    const [random] = crypto.getRandomValues(new Uint32Array(1));
    return `new_${Date.now().toString(16)}${random.toString(16)}`;
}

function isSameKind(one, other) {
    return one.type === other.type && (one.comodel || "") === (other.comodel || "");
}

/** The popover holds a record as an object, the server as a pair. */
function toPopover(property) {
    const {type, default: value} = property;
    return type === "many2one" && Array.isArray(value)
        ? {...property, default: {id: value[0], display_name: value[1]}}
        : {...property};
}

function toServer(property) {
    const known = Object.entries(property).filter(([key]) => KEYS.includes(key));
    const clean = Object.fromEntries(known);
    if (clean.type === "many2one" && clean.default?.id) {
        clean.default = [clean.default.id, clean.default.display_name];
    }
    return clean;
}

/**
 * The properties that the cases of a process have, edited on the process itself: a list
 * to drag, and Odoo's own editor for each of them.
 */
export class PropertiesDefinitionField extends Component {
    static template = "crm_process_automation.PropertiesDefinitionField";
    static props = {...standardFieldProps};

    setup() {
        this.rootRef = useRef("root");
        this.popover = usePopover(PropertyDefinitionPopover, {
            closeOnClickAway: (target) => !target.closest(".o_dialog, .o_popover"),
            popoverClass: "o_property_field_popover",
            position: "bottom",
            fixedPosition: true,
            arrow: false,
            setActiveElement: false,
        });
        // What a property was before its type was changed, by its name of now.
        this.origins = {};
        useSortable({
            enable: () => !this.props.readonly,
            ref: this.rootRef,
            handle: ".o_process_property_handle",
            elements: ".o_process_property",
            cursor: "grabbing",
            onDrop: ({element, previous}) => this.drop(element, previous),
        });
    }

    get definition() {
        return this.props.record.data[this.props.name] || [];
    }

    getTypeText(property) {
        return (TYPES[property.type] || property.type).toString();
    }

    /** What may be chosen, or what stands there at first. */
    getDetails(property) {
        const labels = (property.selection || property.tags || []).map(
            ([, text]) => text
        );
        const value = property.default;
        if (labels.length) {
            return labels.join(", ");
        }
        if (property.type === "boolean") {
            return value ? _t("Ticked at first") : "";
        }
        if (!value) {
            return property.suffix || "";
        }
        const text =
            property.type === "many2one" ? value[1] || value.display_name : value;
        return _t("At first: %s", `${text} ${property.suffix || ""}`.trim());
    }

    // --- CHANGES --- //

    update(definition) {
        return this.props.record.update({[this.props.name]: definition});
    }

    async add() {
        const count = this.definition.length;
        const property = {
            name: makeNewName(),
            string: _t("Property %s", count + 1),
            type: "char",
        };
        await this.update([...this.definition, property]);
        const rows = () => this.rootRef.el.querySelectorAll(".o_process_property_edit");
        await new Promise((resolve) => requestAnimationFrame(resolve));
        this.open(rows()[count], count, true);
    }

    remove(index) {
        this.popover.close();
        return this.update(this.definition.filter((_, place) => place !== index));
    }

    move(from, to) {
        const definition = [...this.definition];
        definition.splice(to, 0, ...definition.splice(from, 1));
        return this.update(definition);
    }

    drop(element, previous) {
        const from = Number(element.dataset.index);
        const before = previous ? Number(previous.dataset.index) : -1;
        return this.move(from, before < from ? before + 1 : before);
    }

    replace(index, changed) {
        const definition = [...this.definition];
        changed.name = this.getName(definition[index], changed);
        definition[index] = toServer(changed);
        return this.update(definition);
    }

    /** One of another type is another property: what cases hold does not fit it. */
    getName(property, changed) {
        const origin = this.origins[property.name] || property;
        if (isSameKind(origin, changed)) {
            return origin.name;
        }
        const name = isSameKind(property, changed) ? property.name : makeNewName();
        this.origins[name] = origin;
        return name;
    }

    open(target, index, isNewlyCreated = false) {
        let place = index;
        this.popover.open(target, {
            fieldName: this.props.name,
            readonly: this.props.readonly,
            canChangeDefinition: !this.props.readonly,
            propertyDefinition: toPopover(this.definition[place]),
            context: this.props.record.context,
            isNewlyCreated,
            propertyIndex: place,
            propertiesSize: this.definition.length,
            record: this.props.record,
            onChange: (changed) => this.replace(place, changed),
            onDelete: () => this.remove(place),
            onPropertyMove: (direction) => {
                const to = place + (direction === "up" ? -1 : 1);
                this.move(place, to);
                place = to;
            },
        });
    }
}

registry.category("fields").add("process_properties_definition", {
    component: PropertiesDefinitionField,
    displayName: _t("Properties of a Process"),
    supportedTypes: ["properties_definition"],
});

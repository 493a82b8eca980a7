import {Component, onWillRender, onWillStart} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {Field} from "@web/views/fields/field";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** The settings of a scenario: each one with the input that fits what it sets. */
export class ScenarioParametersField extends Component {
    static template = "crm_process_automation.ScenarioParametersField";
    static components = {Field};
    static props = {
        ...standardFieldProps,
        views: {type: Object, optional: true},
    };

    setup() {
        this.action = useService("action");
        const open = () => this.openForEditing();
        onWillStart(open);
        onWillRender(open);
    }

    get records() {
        return this.props.record.data[this.props.name].records;
    }

    /** A row of a list waits for a click before it can be edited; a setting does not. */
    openForEditing() {
        for (const record of this.records) {
            if (!this.props.readonly && !record.isInEdition) {
                record.switchMode("edit");
            }
        }
    }

    getFieldInfo(name) {
        const nodes = Object.values(this.props.views.list.fieldNodes);
        return nodes.find((node) => node.name === name);
    }

    isMissing(record) {
        const {required, value_field: name} = record.data;
        const value = name && record.data[name];
        return Boolean(required && name && !value && value !== 0);
    }

    /** What is a list of its own is edited where it stands: in the action. */
    async openDetails(record) {
        const {action_id: target, automation_id: rule} = record.data;
        if (!(await this.props.record.save())) {
            return;
        }
        const context = target
            ? {
                  form_view_ref:
                      "crm_process_automation.ir_actions_server_view_form_scenario",
              }
            : {
                  form_view_ref:
                      "crm_process_automation.base_automation_view_form_scenario",
              };
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: record.data.name,
            res_model: target ? "ir.actions.server" : "base.automation",
            res_id: (target || rule).id,
            views: [[false, "form"]],
            target: "new",
            context: {...context, is_modal: 1},
        });
    }
}

registry.category("fields").add("scenario_parameters", {
    component: ScenarioParametersField,
    displayName: _t("Settings of a Scenario"),
    supportedTypes: ["one2many"],
    useSubView: true,
    extractProps: ({views}) => ({views}),
});

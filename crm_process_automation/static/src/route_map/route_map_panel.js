import {Component, markup} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";

const STEP_ICONS = {
    open: "fa-square-o",
    done: "fa-check-square-o",
    cancelled: "fa-minus-square-o",
    planned: "fa-square-o",
};

/** Everything that a route map knows about one stage. */
export class RouteMapPanel extends Component {
    static template = "crm_process_automation.RouteMapPanel";
    static props = {
        map: Object,
        node: Object,
        onOpenCase: Function,
        onClose: {type: Function, optional: true},
    };

    get facts() {
        const {node} = this.props;
        const probability = node.is_end ? "" : _t("%s%", node.probability);
        return [
            [_t("Responsible"), node.responsible],
            [_t("Time frame"), node.time_limit_text],
            [_t("Deadline"), node.deadline_text],
            [_t("Time here"), node.duration_text],
            [_t("Visits"), node.visits > 1 ? node.visits : ""],
            [_t("Probability"), probability],
        ].filter(([, value]) => value);
    }

    get texts() {
        const {node} = this.props;
        return [
            [_t("Inputs"), node.inputs],
            [_t("Expected result"), node.expected_result],
        ].filter(([, value]) => value);
    }

    /** The instruction; the server has cleaned its HTML. */
    get instruction() {
        return this.props.node.instruction && markup(this.props.node.instruction);
    }

    /** The arrows that leave the stage, in words. */
    get ways() {
        const names = Object.fromEntries(
            this.props.map.nodes.map((node) => [node.id, node.name])
        );
        return this.props.map.edges
            .filter((edge) => edge.from === this.props.node.id)
            .map((edge) => ({...edge, stage_name: names[edge.to]}));
    }

    getStepNote(step) {
        return [step.kind_text, step.state_text].filter(Boolean).join(", ");
    }

    getStepIcon(step) {
        return STEP_ICONS[step.state] || STEP_ICONS.planned;
    }
}

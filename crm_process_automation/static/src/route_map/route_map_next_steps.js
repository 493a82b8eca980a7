import {Component, useRef, useState} from "@odoo/owl";

import {Dropdown} from "@web/core/dropdown/dropdown";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {_t} from "@web/core/l10n/translation";
import {isFree} from "./route_map_status";

const FEW_REASONS = 2;
const MOST_BUTTONS = 2; // deviations beyond this many go into a menu

/**
 * The arrows out of the current stage, as buttons.
 *
 * A blocked one is not taken away and not dead: it says, before and after a click, what
 * is missing.
 */
export class RouteMapNextSteps extends Component {
    static template = "crm_process_automation.RouteMapNextSteps";
    static components = {Dropdown, DropdownItem};
    static props = {steps: Array, reasonsId: String, busy: Boolean, onTake: Function};

    setup() {
        this.isFree = isFree;
        this.reasonsRef = useRef("reasons");
        this.state = useState({askedId: false});
    }

    /** The steps along the success route; with few deviations these, too. */
    get buttons() {
        const steps = this.props.steps.filter((step) => step.kind === "success");
        return this.isMenuNeeded ? steps : [...steps, ...this.deviations];
    }

    get deviations() {
        return this.props.steps.filter((step) => step.kind !== "success");
    }

    get isMenuNeeded() {
        return this.deviations.length > MOST_BUTTONS;
    }

    /** Blocked steps, those with the same reasons together. */
    get blockades() {
        const blockades = new Map();
        for (const step of this.props.steps.filter((step) => !isFree(step))) {
            const key = step.blocked.join("\n");
            const blockade = blockades.get(key) || {
                key,
                steps: [],
                reasons: step.blocked,
            };
            blockade.steps.push(step);
            blockades.set(key, blockade);
        }
        return [...blockades.values()];
    }

    getBlockadeTitle({steps}) {
        return _t("Not yet possible: %s", steps.map((step) => step.name).join(", "));
    }

    getButtonClass(step) {
        return {
            "btn-primary": step.kind === "success",
            "btn-secondary": step.kind !== "success",
            o_route_map_blocked: !isFree(step),
        };
    }

    isAsked({steps}) {
        return steps.some((step) => step.transition_id === this.state.askedId);
    }

    /** Few reasons are told at once, many when they are asked for. */
    isOpen(blockade) {
        return this.isAsked(blockade) || blockade.reasons.length <= FEW_REASONS;
    }

    getStepTitle(step) {
        return isFree(step)
            ? _t("Go to “%s”", step.stage_name)
            : [_t("Not yet possible:"), ...step.blocked].join("\n");
    }

    getStepAttrs(step) {
        const attrs = {
            "data-transition-id": step.transition_id,
            "data-stage": step.stage_code,
            "data-kind": step.kind,
        };
        return isFree(step)
            ? attrs
            : {
                  ...attrs,
                  "aria-disabled": "true",
                  "aria-describedby": this.props.reasonsId,
              };
    }

    onClick(step) {
        if (isFree(step)) {
            this.state.askedId = false;
            this.props.onTake(step);
        } else {
            this.state.askedId = step.transition_id;
            this.reasonsRef.el.focus();
        }
    }
}

import {Component} from "@odoo/owl";

/**
 * The sign of a status, drawn and not only coloured: a tick, a dot, an exclamation
 * mark… Shapes are paths, so they look alike whatever fonts the machine has.
 * All fit a square from -8 to 8; `dash` marks what is still open.
 */
const SIGNS = {
    done: {ring: "filled", path: "M-4 0 L-1 3.5 L4.5 -3.5"},
    current: {ring: "plain", dot: 4},
    stopped: {ring: "filled", path: "M-3.2 -3.2 L3.2 3.2 M3.2 -3.2 L-3.2 3.2"},
    late: {ring: "filled", path: "M0 -4.5 L0 1 M0 4 L0 4.2"},
    possible: {ring: "dashed"},
    ahead: {ring: "plain"},
    skipped: {ring: "plain", path: "M-4 -3 L-1 0 L-4 3 M1 -3 L4 0 L1 3"},
    waiting: {ring: "filled", path: "M-2.2 -3.5 L-2.2 3.5 M2.2 -3.5 L2.2 3.5"},
};

/** The sign of a stage's status, for a drawing (`g`) or, inside `svg`, for a text. */
export class RouteMapSign extends Component {
    static template = "crm_process_automation.RouteMapSign";
    static props = {status: String};

    get sign() {
        return SIGNS[this.props.status] || SIGNS.ahead;
    }
}

/**
 * Return how `node` looks: its status, but a bad end that was reached wears a cross,
 * not a tick.
 */
export function getLook(node) {
    const isBadEnd = node.is_end && node.outcome !== "success";
    return node.status === "done" && isBadEnd ? "stopped" : node.status;
}

/** Tell whether the case stands on `node`. */
export function isCurrent(node) {
    return ["current", "late", "waiting"].includes(node.status);
}

/** Tell whether a case may take `step` now. */
export function isFree(step) {
    return !step.blocked.length;
}

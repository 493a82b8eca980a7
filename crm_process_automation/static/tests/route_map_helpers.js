import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach} from "@odoo/hoot";
import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";

function makeNode(id, name, values = {}) {
    return {
        id,
        code: `stage_${id}`,
        name,
        x: 14 + (id - 1) * 248,
        y: 14,
        w: 156,
        h: 88,
        status: "ahead",
        status_text: "Ahead",
        is_main: true,
        is_start: id === 1,
        is_end: false,
        outcome: false,
        probability: 10 * id,
        responsible: "Olena Koval",
        time_limit_text: "3 d",
        deadline_text: "",
        duration_text: "",
        visits: 0,
        instruction: "",
        inputs: "",
        expected_result: "",
        missing: [],
        subprocess: null,
        steps: [],
        ...values,
    };
}

function makeEdge(id, from, to, name, kind = "success") {
    return {
        id,
        from,
        to,
        name,
        kind,
        kind_text: kind,
        points: [
            [170, 58],
            [262, 58],
        ],
        label: [216, 30],
        label_size: [80, 38],
        status: "other",
    };
}

export function makeStep(transition_id, name, kind = "success", blocked = []) {
    return {
        transition_id,
        name,
        kind,
        stage_code: "contract",
        stage_name: "Contract",
        needs_reason: false,
        blocked,
    };
}

export function makeTask(id, name, values = {}) {
    return {
        id,
        name,
        kind: "call",
        kind_text: "Call",
        state: "open",
        state_text: "Open",
        user: "Olena Koval",
        user_id: 3,
        is_mine: true,
        instruction: "<p>Ask for the <b>date</b>.</p>",
        is_required: true,
        is_late: true,
        urgency: "overdue",
        deadline_text: "2 h late",
        deadline_title: "11/2/26, 12:00 PM",
        planned_text: "",
        from_stage: "",
        result: "",
        may_do: true,
        may_change: true,
        perform_text: "Log Call",
        ...values,
    };
}

export function makeMap(values = {}) {
    return {
        width: 770,
        height: 240,
        case: {
            id: 5,
            name: "Autumn fair",
            state: "running",
            state_text: "Running",
            late: true,
            deadline_text: "Late since yesterday",
            hint: "",
            waits_for: [],
            can_undo: true,
            can_resume: false,
        },
        nodes: [
            makeNode(1, "Presentation", {
                status: "done",
                status_text: "Done",
                visits: 2,
            }),
            makeNode(2, "Proposal", {
                status: "late",
                status_text: "Late",
                instruction: "<p>Ask for the <b>date</b>.</p>",
                inputs: "The brief",
                expected_result: "A proposal",
                missing: ["Fill in the date of the event."],
                steps: [
                    {
                        name: "Call",
                        kind: "call",
                        kind_text: "Call",
                        state: "open",
                        state_text: "Open",
                    },
                ],
            }),
            makeNode(3, "Contract", {status: "possible", status_text: "Possible next"}),
            makeNode(4, "Refused", {
                x: 262,
                y: 140,
                is_main: false,
                is_end: true,
                outcome: "refused",
            }),
        ],
        edges: [
            makeEdge(11, 1, 2, "Asks for a proposal"),
            makeEdge(12, 2, 3, "Agrees"),
            makeEdge(13, 2, 4, "Refuses", "refuse"),
        ],
        next_steps: [makeStep(12, "Agrees"), makeStep(13, "Refuses", "refuse")],
        tasks: [],
        can_add_task: true,
        ...values,
    };
}

class Holder extends models.Model {
    name = fields.Char();
    route_map = fields.Json();

    _records = [
        {id: 1, name: "Deal", route_map: makeMap()},
        {id: 2, name: "Without a case", route_map: false},
    ];
}

/** Give every test of a file the deal that has a map, and one that has none. */
export function defineRouteMap() {
    defineModels([Holder]);
    defineMailModels();
    beforeEach(() => {
        Holder._records[0].route_map = makeMap();
    });
}

export function mountMap(values, resId = 1) {
    if (values) {
        Holder._records[0].route_map = makeMap(values);
    }
    return mountView({
        type: "form",
        resModel: "holder",
        resId,
        arch: `<form><field name="name"/>
            <field name="route_map" widget="process_route_map" nolabel="1"/></form>`,
    });
}

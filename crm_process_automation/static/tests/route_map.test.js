import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, describe, expect, test} from "@odoo/hoot";
import {press, queryAllTexts, queryFirst, resize, waitFor} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    MockServer,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

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

function makeStep(transition_id, name, kind = "success", blocked = []) {
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

function makeTask(id, name, values = {}) {
    return {
        id,
        name,
        kind: "call",
        kind_text: "Call",
        state: "open",
        state_text: "Open",
        user: "Olena Koval",
        instruction: "<p>Ask for the <b>date</b>.</p>",
        is_required: true,
        is_late: true,
        deadline_text: "Late since noon",
        may_do: true,
        ...values,
    };
}

function makeMap(values = {}) {
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

defineModels([Holder]);
defineMailModels();

function mountMap(values, resId = 1) {
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

beforeEach(() => {
    Holder._records[0].route_map = makeMap();
});

test("every stage is drawn, with its status in words and as a sign", async () => {
    await mountMap();
    expect(queryAllTexts(".o_route_map_name")).toEqual([
        "Presentation",
        "Proposal",
        "Contract",
        "Refused",
    ]);
    expect(".o_route_map_node.o_route_map_late .o_route_map_sign path").toHaveCount(1);
    expect(
        ".o_route_map_node.o_route_map_possible .o_route_map_ring_dashed"
    ).toHaveCount(1);
    expect(".o_route_map_node[aria-current=step]").toHaveAttribute(
        "aria-label",
        "Proposal. Late. Olena Koval"
    );
    expect(".o_route_map_case").toHaveText(/Running/);
    expect(".o_route_map_overdue").toHaveText("Late since yesterday");
});

test("nothing is drawn for a record without a case", async () => {
    await mountMap(undefined, 2);
    expect(".o_field_process_route_map").toHaveCount(1);
    expect(".o_route_map").toHaveCount(0);
});

test("a click on a stage tells all about it, Escape closes it", async () => {
    await mountMap();
    await contains(".o_route_map_node[data-code=stage_2]").click();
    expect(".o_route_map_panel h4").toHaveText(/Proposal/);
    expect(".o_route_map_missing li").toHaveText("Fill in the date of the event.");
    expect(".o_route_map_instruction b").toHaveText("date");
    expect(queryAllTexts(".o_route_map_text")).toEqual(["The brief", "A proposal"]);
    expect(".o_route_map_step").toHaveText(/Call/);
    expect(".o_route_map_panel").toHaveText(/Refuses\s*Refused/);
    await press("Escape");
    await animationFrame();
    expect(".o_route_map_panel").toHaveCount(0);
});

test("arrow keys walk over the stages, Enter and Space open one", async () => {
    await mountMap();
    expect(".o_route_map_node[tabindex='0']").toHaveAttribute("data-code", "stage_2");
    queryFirst(".o_route_map_node[tabindex='0']").focus();
    await press("ArrowRight");
    await animationFrame();
    expect(".o_route_map_node[data-code=stage_3]").toBeFocused();
    expect(".o_route_map_node[tabindex='0']").toHaveAttribute("data-code", "stage_3");
    await press("ArrowLeft");
    await press("ArrowDown");
    await press("Enter");
    await animationFrame();
    expect(".o_route_map_panel h4").toHaveText(/Refused/);
    await press("Home");
    await press(" ");
    await animationFrame();
    expect(".o_route_map_panel h4").toHaveText(/Presentation/);
});

test("the list holds the same as the map", async () => {
    await mountMap();
    await contains(".o_route_map_toggle").click();
    expect(".o_route_map_drawing").toHaveCount(0);
    expect(".o_route_map_list details").not.toHaveAttribute("open");
    await contains(".o_route_map_aside").click();
    expect(queryAllTexts(".o_route_map_row_name")).toEqual([
        "1. Presentation",
        "2. Proposal",
        "3. Contract",
        "Refused",
    ]);
    expect(queryAllTexts(".o_route_map_row_status")[0]).toBe("Done ×2");
    await contains(".o_route_map_row[data-code=stage_2]").click();
    expect(".o_route_map_row[data-code=stage_2]").toHaveAttribute(
        "aria-expanded",
        "true"
    );
    expect("li .o_route_map_panel .o_route_map_missing").toHaveCount(1);
});

test("a narrow place shows the list by itself", async () => {
    await resize({width: 390});
    await mountMap();
    await waitFor(".o_route_map_list");
    await contains(".o_route_map_toggle").click();
    expect(".o_route_map_drawing").toHaveCount(1);
});

test("a step saves the record, moves the case and reads it again", async () => {
    onRpc("holder", "web_save", () => expect.step("save"));
    onRpc("crm.process.case", "action_open_next_step", ({args}) => {
        expect.step(args);
        MockServer.env.holder.write([1], {route_map: makeMap({next_steps: []})});
        return true;
    });
    onRpc("holder", "web_read", () => expect.step("read"));
    await mountMap();
    expect.verifySteps(["read"]);
    await contains("[name=name] input").edit("Great deal");
    await contains(".o_route_map_next .btn-primary").click();
    expect.verifySteps(["save", [[5], 12], "read"]);
    expect(".o_route_map_next").toHaveCount(0);
});

test("a step that needs a reason opens what asks for it", async () => {
    mockService("action", {
        doAction(action, {onClose}) {
            expect.step(action.res_model);
            return onClose();
        },
    });
    onRpc("crm.process.case", "action_open_next_step", () => ({
        type: "ir.actions.act_window",
        res_model: "crm.process.next.step",
    }));
    onRpc("holder", "web_read", () => expect.step("read"));
    await mountMap();
    await contains(".o_route_map_next .btn:contains(Refuses)").click();
    expect.verifySteps(["read", "crm.process.next.step", "read"]);
});

test("a blocked step says what is missing, and does nothing", async () => {
    onRpc("crm.process.case", "action_open_next_step", () => expect.step("moved"));
    const reasons = ["Fill in the date of the event."];
    await mountMap({
        next_steps: [
            makeStep(12, "Agrees", "success", reasons),
            makeStep(13, "Refuses", "refuse"),
        ],
    });
    expect(".o_route_map_reasons li").toHaveText(reasons[0]);
    expect(".o_route_map_next .btn-primary").toHaveAttribute("aria-disabled", "true");
    await contains(".o_route_map_next .btn-primary").click();
    expect(".o_route_map_reasons").toBeFocused();
    expect(".o_route_map_asked").toHaveCount(1);
    expect.verifySteps([]);
});

test("many deviations share a menu", async () => {
    onRpc("crm.process.case", "action_open_next_step", ({args}) => {
        expect.step(args[1]);
        return true;
    });
    await mountMap({
        next_steps: [
            makeStep(12, "Agrees"),
            makeStep(13, "Refuses", "refuse"),
            makeStep(14, "Reworks", "rework"),
            makeStep(15, "Skips", "skip"),
        ],
    });
    expect(".o_route_map_next .btn").toHaveCount(2);
    await contains(".o_route_map_deviations").click();
    expect(".dropdown-item").toHaveCount(3);
    await contains(".dropdown-item:contains(Reworks)").click();
    expect.verifySteps([14]);
});

test("a tick does a task and reads the record again", async () => {
    onRpc("crm.process.task", "action_done", ({args}) => {
        expect.step(args);
        const task = makeTask(7, "Ring the client", {state: "done", may_do: false});
        MockServer.env.holder.write([1], {route_map: makeMap({tasks: [task]})});
        return true;
    });
    await mountMap({tasks: [makeTask(7, "Ring the client")]});
    expect(".o_route_map_tasks").toHaveText(/0 of 1 done/);
    expect(".o_route_map_task .o_route_map_overdue").toHaveText("Late since noon");
    await contains(".o_route_map_tick").click();
    expect.verifySteps([[[7]]]);
    expect(".o_route_map_tasks").toHaveText(/1 of 1 done/);
    expect(".o_route_map_tick").not.toBeEnabled();
});

test("the name of a task tells how to do it", async () => {
    await mountMap({tasks: [makeTask(7, "Ring the client")]});
    await contains(".o_route_map_how").click();
    expect(".o_route_map_task .o_route_map_instruction b").toHaveText("date");
});

test("a colleague's task cannot be ticked", async () => {
    await mountMap({tasks: [makeTask(7, "Ring the client", {may_do: false})]});
    expect(".o_route_map_tick").not.toBeEnabled();
});

test("many reasons are told when they are asked for", async () => {
    const reasons = ["Fill in the date.", "Fill in the place.", "Do the step “Call”."];
    await mountMap({next_steps: [makeStep(12, "Agrees", "success", reasons)]});
    expect(".o_route_map_reasons .badge").toHaveText("3");
    expect(".o_route_map_reasons details").not.toHaveAttribute("open");
    await contains(".o_route_map_next .btn-primary").click();
    expect(".o_route_map_reasons details").toHaveAttribute("open");
    expect(queryAllTexts(".o_route_map_reasons li")).toEqual(reasons);
});

test("the last step is taken back where the work is done", async () => {
    onRpc("crm.process.case", "action_undo_move", ({args}) => {
        expect.step(args);
        return true;
    });
    await mountMap();
    expect(".o_route_map_resume").toHaveCount(0);
    await contains(".o_route_map_undo").click();
    expect.verifySteps([[[5]]]);
});

import {describe, expect, test} from "@odoo/hoot";
import {press, queryAllTexts, queryOne} from "@odoo/hoot-dom";
import {contains, MockServer, mockService, onRpc} from "@web/../tests/web_test_helpers";
import {
    defineRouteMap,
    makeMap,
    makeStep,
    makeTask,
    mountMap,
} from "./route_map_helpers";

describe.current.tags("desktop");
defineRouteMap();

const BLOCKED = [makeStep(12, "Agrees", "success", ["Fill in the date."])];

test("a tick does a task and reads the record again", async () => {
    onRpc("crm.process.task", "action_done", ({args}) => {
        expect.step(args);
        const task = makeTask(7, "Ring the client", {state: "done", may_do: false});
        MockServer.env.holder.write([1], {route_map: makeMap({tasks: [task]})});
        return true;
    });
    await mountMap({tasks: [makeTask(7, "Ring the client")]});
    expect(".o_route_map_tasks_title").toHaveText("What to do next: 1");
    await contains(".o_route_map_to_do .o_route_map_tick").click();
    expect.verifySteps([[[7]]]);
    expect(".o_route_map_to_do").toHaveCount(0);
    expect(".o_route_map_done_tasks summary").toHaveText("Done at this stage: 1");
    expect(".o_route_map_done_tasks .o_route_map_tick").not.toBeEnabled();
});

test("the deadline is said in words, to the minute in its title", async () => {
    await mountMap({tasks: [makeTask(7, "Ring the client")]});
    expect(".o_route_map_due").toHaveText("2 h late");
    expect(".o_route_map_due").toHaveAttribute("title", "Due by 11/2/26, 12:00 PM");
    expect(".o_route_map_due .fa-exclamation-circle").toHaveCount(1);
});

test("the instruction of my first task is open, and a click shuts it", async () => {
    await mountMap({
        tasks: [
            makeTask(6, "Sign", {is_mine: false}),
            makeTask(7, "Ring the client"),
            makeTask(8, "Write"),
        ],
    });
    expect(".o_route_map_instruction").toHaveCount(1);
    expect("[data-task-id='7'] .o_route_map_instruction b").toHaveText("date");
    await contains("[data-task-id='7'] .o_route_map_how").click();
    expect(".o_route_map_instruction").toHaveCount(0);
    await contains("[data-task-id='6'] .o_route_map_how").click();
    expect("[data-task-id='6'] .o_route_map_instruction").toHaveCount(1);
});

test("a task is begun with one click, and the record is read again", async () => {
    mockService("action", {
        doAction(action, {onClose}) {
            expect.step(action.res_model);
            return onClose();
        },
    });
    onRpc("crm.process.task", "action_perform", ({args}) => {
        expect.step(args);
        return {type: "ir.actions.act_window", res_model: "crm.process.task.done"};
    });
    onRpc("holder", "web_read", () => expect.step("read"));
    await mountMap({tasks: [makeTask(7, "Ring the client")]});
    expect(".o_route_map_perform").toHaveText("Log Call");
    await contains(".o_route_map_perform").click();
    expect.verifySteps(["read", [[7]], "crm.process.task.done", "read"]);
});

test("a task is begun from the keyboard", async () => {
    onRpc("crm.process.task", "action_perform", () => {
        expect.step("begun");
        return true;
    });
    await mountMap({tasks: [makeTask(7, "Ring the client")]});
    queryOne(".o_route_map_perform").focus();
    await press("Enter");
    queryOne(".o_route_map_perform").click();
    await contains(".o_route_map_perform:enabled").focus();
    expect.verifySteps(["begun"]);
});

test("an approval is decided, not ticked", async () => {
    onRpc("crm.process.task", "action_approve", ({args}) => {
        expect.step(args);
        return true;
    });
    onRpc("crm.process.task", "action_perform", () => {
        expect.step("asks why");
        return true;
    });
    await mountMap({tasks: [makeTask(7, "Approve the discount", {kind: "approval"})]});
    expect(".o_route_map_tick").toHaveCount(0);
    await contains(".o_route_map_refuse").click();
    await contains(".o_route_map_approve").click();
    expect.verifySteps(["asks why", [[7]]]);
});

test("an approval of another one is not decided", async () => {
    const task = makeTask(7, "Approve", {kind: "approval", may_do: false});
    await mountMap({tasks: [task]});
    expect(".o_route_map_approve").toHaveCount(0);
    expect(".o_route_map_refuse").toHaveCount(0);
    expect(".o_route_map_more").toHaveCount(1);
});

test("who may not change a task only reads it", async () => {
    await mountMap({
        tasks: [makeTask(7, "Ring", {may_do: false, may_change: false})],
        can_add_task: false,
    });
    expect(".o_route_map_tick").not.toBeEnabled();
    expect(".o_route_map_task_buttons").toHaveCount(0);
    expect(".o_route_map_add_task").toHaveCount(0);
});

test("the menu of a task hands it over", async () => {
    onRpc("crm.process.task", "action_open_reassign", ({args}) => {
        expect.step(args);
        return true;
    });
    await mountMap({tasks: [makeTask(7, "Ring the client")]});
    await contains(".o_route_map_more").click();
    await contains(".dropdown-item:contains(Hand Over)").click();
    expect.verifySteps([[[7]]]);
});

test("a task of an earlier stage names its stage", async () => {
    await mountMap({tasks: [makeTask(7, "Ring", {from_stage: "Presentation"})]});
    expect(".o_route_map_from").toHaveText("Presentation");
});

test("a task can be added", async () => {
    onRpc("crm.process.case", "action_open_add_task", ({args}) => {
        expect.step(args);
        return true;
    });
    await mountMap();
    await contains(".o_route_map_add_task").click();
    expect.verifySteps([[[5]]]);
});

test("nothing to do: the panel says what comes next", async () => {
    await mountMap();
    expect(".o_route_map_hint").toHaveText(/take the next step/);
});

test("nothing to do, yet the way is not free", async () => {
    await mountMap({next_steps: BLOCKED});
    expect(".o_route_map_hint").toHaveText(/still needs/);
});

test("the order is the server's, what is done comes last", async () => {
    await mountMap({
        tasks: [
            makeTask(9, "Late"),
            makeTask(7, "Later", {urgency: "later", is_late: false}),
            makeTask(8, "Done", {state: "done", may_do: false, result: "Agreed"}),
        ],
    });
    expect(queryAllTexts(".o_route_map_to_do .o_route_map_how")).toEqual([
        "Late",
        "Later",
    ]);
    await contains(".o_route_map_done_tasks summary").click();
    expect(".o_route_map_done_tasks .o_route_map_result").toHaveText("Agreed");
});

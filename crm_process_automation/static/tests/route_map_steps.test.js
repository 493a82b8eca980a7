import {describe, expect, test} from "@odoo/hoot";
import {queryAllTexts} from "@odoo/hoot-dom";
import {contains, MockServer, mockService, onRpc} from "@web/../tests/web_test_helpers";
import {defineRouteMap, makeMap, makeStep, mountMap} from "./route_map_helpers";

describe.current.tags("desktop");
defineRouteMap();

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

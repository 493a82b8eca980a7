import {describe, expect, test} from "@odoo/hoot";
import {press, queryAllTexts, queryFirst, resize, waitFor} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {contains} from "@web/../tests/web_test_helpers";
import {defineRouteMap, mountMap} from "./route_map_helpers";

describe.current.tags("desktop");
defineRouteMap();

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

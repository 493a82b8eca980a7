/**
 * The success story, with one refusal and one deviation: a deal is born
 * and walks the six stages of the ready-made event sale to its closing.
 *
 * It looks for codes and classes only, so it runs in every language.
 */
import {registry} from "@web/core/registry";

const NEXT = ".o_route_map_next";

/** Do `count` tasks of the present stage, or decide them, one after the other. */
function tick(count) {
    const steps = [];
    for (let done = 0; done < count; done++) {
        const tasks = `.o_route_map_tasks[data-done="${done}"] .o_route_map_to_do`;
        steps.push({
            trigger: `${tasks} :is(.o_route_map_tick, .o_route_map_approve):enabled`,
            run: "click",
        });
    }
    return [...steps, {trigger: `.o_route_map_tasks[data-done="${count}"]`}];
}

/** Take the free arrow to the stage `code`, and see the deal there. */
function goTo(code) {
    return [
        {
            trigger: `${NEXT} [data-stage=${code}][data-kind=success]:not(.o_route_map_blocked)`,
            run: "click",
        },
        seeAt(code),
    ];
}

function seeAt(code) {
    return {trigger: `.o_route_map_node[data-code=${code}][aria-current=step]`};
}

function fillProperty(name, value) {
    return {
        trigger: `[name=case_properties] [property-name=${name}] input`,
        run: `edit ${value} && press Tab`,
    };
}

/** Choose the option number `index` of a selection. */
function choose(name, index) {
    return [
        {trigger: `.o_field_widget[name=${name}] input`, run: "click"},
        {
            trigger: `.o_select_menu_menu .o_select_menu_item:eq(${index})`,
            run: "click",
        },
    ];
}

const save = [
    {trigger: ".o_form_button_save", run: "click"},
    {trigger: ".o_form_saved, .o_form_readonly"},
];

const backToDeal = [
    {trigger: ".breadcrumb-item a:contains(Corporate New Year)", run: "click"},
    {trigger: ".o_form_view:has(button[name=action_sale_quotations_new])"},
];

const createDeal = [
    {
        trigger: ".o_form_view .o_field_widget[name=name] :is(input, textarea)",
        run: "edit Corporate New Year",
    },
    ...choose("process_approach", 0),
    ...choose("process_cycle", 0),
    ...save,
    seeAt("presentation"),
];

const beRefused = [
    {trigger: `${NEXT} [data-stage=proposal].o_route_map_blocked`, run: "click"},
    {trigger: ".o_route_map_reasons:focus li:nth-child(3)"},
];

const present = [
    {
        trigger: ".o_field_widget[name=partner_id]:visible input",
        run: "edit Autumn Leaf",
    },
    {
        trigger: ".ui-autocomplete .ui-menu-item a:contains(Autumn Leaf)",
        run: "click",
    },
    ...tick(3),
    ...goTo("proposal"),
];

const propose = [
    {
        trigger: "[name=case_properties] [property-name=event_type] select",
        run: "select corporate",
    },
    fillProperty("event_date", "+40d"),
    fillProperty("guests", "80"),
    ...tick(3),
    {
        trigger: `${NEXT} [data-stage=contract].o_route_map_blocked`,
    },
    {trigger: "button[name=action_sale_quotations_new]", run: "click"},
    {trigger: ".o_form_view [name=order_line]"},
    ...save,
    ...backToDeal,
];

/** The client asks for changes first: a deviation that needs words. */
const refine = [
    {
        trigger: `${NEXT} .o_route_map_deviations, ${NEXT} [data-kind=rework]`,
        run: "click",
    },
    {trigger: ".dropdown-item[data-kind=rework][data-stage=proposal]", run: "click"},
    {
        trigger: ".modal [name=reason_text] textarea",
        run: "edit Fewer guests, another hall",
    },
    {trigger: ".modal button[name=action_go]", run: "click"},
    ...tick(3),
    ...goTo("contract"),
];

/** The preparation of the event is a process of its own; the deal waits for it. */
const prepare = [
    {trigger: ".o_route_map_child", run: "click"},
    seeAt("programme"),
    ...tick(2),
    ...goTo("contractors"),
    ...tick(3),
    ...goTo("readiness"),
    ...tick(2),
    {trigger: `${NEXT} [data-stage=ready]`, run: "click"},
    {trigger: ".o_route_map_node[data-code=ready].o_route_map_done"},
    ...backToDeal,
    ...tick(1),
    ...goTo("closing"),
];

const close = [
    fillProperty("next_contact_date", "+60d"),
    fillProperty("next_contact_goal", "Team-building training"),
    ...tick(5),
    {trigger: `${NEXT} [data-stage=completed]`, run: "click"},
    {trigger: ".o_route_map_node[data-code=completed].o_route_map_done"},
];

registry.category("web_tour.tours").add("crm_process_event_sale", {
    url: "/odoo/crm/new",
    steps: () => [
        ...createDeal,
        ...beRefused,
        ...present,
        ...propose,
        ...refine,
        ...tick(4),
        ...goTo("payment"),
        ...tick(2),
        {trigger: `${NEXT} [data-stage=event][data-kind=success]`, run: "click"},
        ...prepare,
        ...close,
    ],
});

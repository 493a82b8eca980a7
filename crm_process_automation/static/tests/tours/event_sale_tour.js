/**
 * The success story, with one refusal and one deviation: a deal is born in the pipeline
 * and walks the six stages of the ready-made event sale to its closing.
 *
 * It looks for codes and classes only, so it runs in every language.
 */
import {registry} from "@web/core/registry";

const NEXT = ".o_route_map_next";

/** Tick the tasks number `from` to `to` of the present stage, one after the other. */
function tick(from, to) {
    const steps = [];
    for (let i = from; i <= to; i++) {
        const task = `.o_route_map_task:nth-child(${i}) .o_route_map_tick`;
        steps.push(
            {trigger: `${task}:enabled:not(:checked)`, run: "click"},
            {trigger: `${task}:checked`}
        );
    }
    return steps;
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

const createDeal = [
    {trigger: ".o_opportunity_kanban .o-kanban-button-new", run: "click"},
    {
        trigger: ".o_kanban_quick_create .o_field_widget[name=name] input",
        run: "edit Corporate New Year",
    },
    {trigger: ".o_kanban_quick_create .o_kanban_edit", run: "click"},
    seeAt("presentation"),
];

const beRefused = [
    {trigger: `${NEXT} [data-stage=proposal].o_route_map_blocked`, run: "click"},
    {trigger: ".o_route_map_reasons:focus li:nth-child(3)"},
];

const present = [
    {
        trigger: ".o_field_widget[name=partner_id] input",
        run: "edit Autumn Leaf",
    },
    {
        trigger: ".ui-autocomplete .ui-menu-item a:contains(Autumn Leaf)",
        run: "click",
    },
    ...tick(1, 3),
    ...goTo("proposal"),
];

const propose = [
    {
        trigger:
            "[name=case_properties] [property-name=event_type] :is(select, .o_select_menu_input)",
        run: "click",
    },
];

registry.category("web_tour.tours").add("crm_process_event_sale", {
    url: "/odoo/crm",
    steps: () => [...createDeal, ...beRefused, ...present, ...propose],
});

/**
 * The success story of the event sale, by the salesperson: from the first contact to the
 * closing, with the papers that the client accepts and signs between the walks.
 *
 * They look for codes and classes only, so they run in every language.
 */
import {
    NEXT,
    addTour,
    backTo,
    fillProperty,
    goTo,
    issue,
    save,
    seeAt,
    send,
    tick,
} from "./story_steps";

const DEAL = "Corporate New Year";

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

const createDeal = [
    {
        trigger: ".o_form_view .o_field_widget[name=name] :is(input, textarea)",
        run: `edit ${DEAL}`,
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
    ...tick(0, 2),
    ...issue("minutes"),
    {
        trigger: ".o_field_widget[name=agenda] textarea",
        run: "edit Plans for the year",
    },
    {trigger: "button[name=action_issue]", run: "click"},
    {
        trigger: ".o_form_view:not(:has(button[name=action_issue]))",
    },
    ...backTo(DEAL),
    {trigger: ".o_route_map_tasks[data-done='3']"},
    ...goTo("proposal"),
];

const quote = [
    {
        trigger: "[name=case_properties] [property-name=event_type] select",
        run: "select corporate",
    },
    fillProperty("event_date", "+40d"),
    fillProperty("guests", "80"),
    ...save,
    {trigger: "button[name=action_sale_quotations_new]", run: "click"},
    {trigger: ".o_form_view [name=order_line] .o_field_x2many_list_row_add a"},
    {
        trigger: ".o_form_view [name=order_line] .o_field_x2many_list_row_add a",
        run: "click",
    },
    {
        trigger:
            "[name=order_line] .o_selected_row :is([name=product_id], [name=product_template_id]) input",
        run: "edit Hall",
    },
    {trigger: ".ui-menu-item a:contains(Hall):not(:contains(Create))", run: "click"},
    // The price has come, 1,000.00: saved before, the form would not stay saved.
    {trigger: ".o_form_view [name=tax_totals]:contains(000)"},
    ...save,
    ...backTo(DEAL),
];

addTour("crm_process_story_proposal", () => [
    ...createDeal,
    ...beRefused,
    ...present,
    ...quote,
    ...issue("proposal"),
    ...send,
    ...backTo(DEAL),
    // Issuing it was the second task of the three.
    {trigger: ".o_route_map_tasks[data-done='1']"},
    ...tick(1, 3),
]);

addTour("crm_process_story_contract", () => [
    seeAt("contract"),
    {trigger: `${NEXT} [data-stage=payment].o_route_map_blocked`},
    ...issue("contract"),
    ...backTo(DEAL),
    {trigger: ".o_route_map_tasks[data-done='1']"},
]);

/** Half of the price is there: the event is prepared, held, and its act and the questionnaire are sent. */
addTour("crm_process_story_event", () => [
    seeAt("payment"),
    ...goTo("event"),
    {trigger: ".o_route_map_child", run: "click"},
    seeAt("programme"),
    ...tick(0, 2),
    ...goTo("contractors"),
    ...tick(0, 3),
    ...goTo("readiness"),
    ...tick(0, 2),
    {trigger: `${NEXT} [data-stage=ready]`, run: "click"},
    {trigger: ".o_route_map_node[data-code=ready].o_route_map_done"},
    {trigger: `.breadcrumb-item a:contains(${DEAL})`, run: "click"},
    seeAt("event"),
    ...tick(0, 1),
    ...goTo("closing"),
    {trigger: `${NEXT} [data-stage=completed].o_route_map_blocked`},
    ...issue("act"),
    ...send,
    ...backTo(DEAL),
    ...issue("questionnaire"),
    ...send,
]);

addTour("crm_process_story_close", () => [
    seeAt("closing"),
    fillProperty("next_contact_date", "+60d"),
    fillProperty("next_contact_goal", "Team-building training"),
    ...save,
    // The client has signed the act and answered, the accountant has looked.
    ...tick(3, 5),
    {trigger: `${NEXT} [data-stage=completed]`, run: "click"},
    {trigger: ".o_route_map_node[data-code=completed].o_route_map_done"},
    // What the client thinks stands on the deal.
    {trigger: ".o_button_more", run: "click"},
    {trigger: "button[name=action_open_evaluations]", run: "click"},
    {
        trigger:
            ".o_data_row:contains(More light in the hall) td[name=nps]:contains(9)",
    },
]);

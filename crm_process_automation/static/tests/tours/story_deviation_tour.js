/**
 * Departures from the success route of an event sale, with the client's side on the
 * page of his papers. They look for codes and classes only.
 */
import {registry} from "@web/core/registry";
import {NEXT, PAGE, PATIENCE, goTo, seeAt, send} from "./story_steps";

const DIALOG = ".modal:not(.o_inactive_modal)";
const tours = registry.category("web_tour.tours");

// === THE PROPOSAL IS REWORKED === //

tours.add("crm_process_paper_reject", {
    steps: () => [
        {trigger: `${PAGE} details:has(form[name=reject]) summary`, run: "click"},
        {
            trigger: `${PAGE} form[name=reject] input[name=name]`,
            run: "edit Olena Petrenko",
        },
        {
            trigger: `${PAGE} form[name=reject] textarea[name=reason]`,
            run: "edit Fewer guests, another hall",
        },
        {
            trigger: `${PAGE} form[name=reject] button[type=submit]`,
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: `${PAGE} .badge.text-bg-warning`, timeout: PATIENCE},
        {trigger: `${PAGE}:not(:has(form[name=reject]))`},
    ],
});

tours.add("crm_process_story_revise", {
    steps: () => [
        {
            trigger: ".o_form_statusbar button:contains(Revise)",
            run: "click",
        },
        {
            trigger: `${DIALOG} .o_field_widget[name=text] textarea`,
            run: "edit Fewer guests, another hall",
        },
        {trigger: `${DIALOG} button[name=action_apply]`, run: "click"},
        {trigger: "body:not(:has(.modal))", timeout: PATIENCE},
        ...send,
    ],
});

// === PAYMENT IN PARTS === //

tours.add("crm_process_paper_see", {
    steps: () => [
        {trigger: `${PAGE} [name=amount_total]`},
        {trigger: `${PAGE} .o_process_route [aria-current=step][data-status=now]`},
    ],
});

tours.add("crm_process_story_part_paid", {
    steps: () => [
        seeAt("payment"),
        {
            trigger: `${NEXT} [data-stage=event][data-kind=success].o_route_map_blocked`,
            run: "click",
        },
        {trigger: ".o_route_map_reasons li:contains(250.00)"},
    ],
});

tours.add("crm_process_story_rest_paid", {
    steps: () => [seeAt("payment"), ...goTo("event")],
});

// === THE CLIENT CANCELS AFTER THE PREPAYMENT === //

tours.add("crm_process_story_refund", {
    steps: () => [
        {trigger: ".o_form_view a[name=process_payments]", run: "click"},
        {trigger: "button[name=action_refund]", run: "click"},
        {
            trigger: `${DIALOG} .o_field_widget[name=reason] input`,
            run: "edit The event does not take place",
        },
        {trigger: `${DIALOG} button[name=action_apply]`, run: "click"},
        {trigger: "body:not(:has(.modal))", timeout: PATIENCE},
        {trigger: ".o_arrow_button_current[data-value=cancel]"},
    ],
});

tours.add("crm_process_paper_called_off", {
    steps: () => [
        {
            trigger: `${PAGE} .o_process_route li:last-child[data-status=done]:contains(Called off)`,
        },
    ],
});

// === THE PREPARATION IS AGREED ANEW === //

tours.add("crm_process_story_preparation", {
    steps: () => [
        seeAt("event"),
        {trigger: ".o_route_map_child", run: "click"},
        seeAt("contractors"),
        {
            trigger: `${NEXT} [data-kind=rework][data-stage=programme]`,
            run: "click",
        },
        {
            trigger: `${DIALOG} [name=reason_text] textarea`,
            run: "edit A water show instead of fireworks",
        },
        {trigger: `${DIALOG} button[name=action_go]`, run: "click"},
        seeAt("programme"),
    ],
});

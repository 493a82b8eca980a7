/**
 * Departures from the success route of an event sale, with the client's side on the
 * page of his papers. They look for codes and classes only.
 */
import {
    DIALOG,
    DIALOG_IS_GONE,
    NEXT,
    PAGE,
    addTour,
    goTo,
    revise,
    seeAt,
    send,
} from "./story_steps";

// === THE PROPOSAL IS REWORKED === //

function reject(words) {
    const form = `${PAGE} form[name=reject]`;
    return [
        {trigger: `${PAGE} details:has(form[name=reject]) summary`, run: "click"},
        {trigger: `${form} input[name=name]`, run: "edit Olena Petrenko"},
        {trigger: `${form} textarea[name=reason]`, run: `edit ${words}`},
        {
            trigger: `${form} button[type=submit]`,
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: `${PAGE} .badge.text-bg-warning`},
        {trigger: `${PAGE}:not(:has(form[name=reject]))`},
    ];
}

addTour("crm_process_paper_reject", () => reject("Fewer guests, another hall"));

addTour("crm_process_story_revise", () => [
    ...revise("Fewer guests, another hall"),
    ...send,
]);

// === PAYMENT IN PARTS === //

addTour("crm_process_paper_see", () => [
    {trigger: `${PAGE} [name=amount_total]`},
    {trigger: `${PAGE} .o_process_route [aria-current=step][data-status=now]`},
]);

/** The accountant enters that a half of the invoice has come. */
addTour("crm_process_story_pay_part", () => [
    {trigger: ".o_form_view button[name=action_register_payment]", run: "click"},
    {
        trigger: `${DIALOG} .o_field_widget[name=amount] input`,
        run: "edit 250.00",
    },
    {trigger: `${DIALOG} button[name=action_create_payments]`, run: "click"},
    {trigger: DIALOG_IS_GONE},
    {trigger: ".o_form_view [name=amount_residual]:contains(250.00)"},
]);

addTour("crm_process_story_part_paid", () => [
    seeAt("payment"),
    {
        trigger: `${NEXT} [data-stage=event][data-kind=success].o_route_map_blocked`,
        run: "click",
    },
    {trigger: ".o_route_map_reasons li:contains(250.00)"},
]);

addTour("crm_process_story_rest_paid", () => [seeAt("payment"), ...goTo("event")]);

// === THE CLIENT CANCELS AFTER THE PREPAYMENT === //

addTour("crm_process_story_refund", () => [
    {trigger: ".o_form_view a[name=process_payments]", run: "click"},
    {trigger: "button[name=action_refund]", run: "click"},
    {
        trigger: `${DIALOG} .o_field_widget[name=reason] input`,
        run: "edit The event does not take place",
    },
    {trigger: `${DIALOG} button[name=action_apply]`, run: "click"},
    {trigger: DIALOG_IS_GONE},
    {trigger: ".o_arrow_button_current[data-value=cancel]"},
]);

/** The client reads on his contract that it is called off, and finds the credit note. */
addTour("crm_process_paper_called_off", () => [
    {
        trigger: "[name=papers] a:has(.text-bg-success)",
        run: "click",
        expectUnloadPage: true,
    },
    {
        trigger: `${PAGE} .o_process_route li:last-child[data-status=done]:contains(Called off, the money is returned)`,
    },
    {trigger: `${PAGE}:not(:has([aria-current=step], [data-status=next]))`},
    {
        trigger: ".o_portal_submenu a[href='/my/home']",
        run: "click",
        expectUnloadPage: true,
    },
    {
        trigger: ".o_portal_docs a[href*='/my/invoices']",
        run: "click",
        expectUnloadPage: true,
    },
    {trigger: ".o_portal_my_doc_table tr:contains(RINV):contains(500.00)"},
]);

// === THE PREPARATION IS AGREED ANEW === //

addTour("crm_process_programme_reject", () => [
    // He reads how far the preparation is, not only the sale.
    {trigger: `${PAGE} li[aria-current=step]:contains(We work out the programme)`},
    ...reject("A water show instead of fireworks"),
]);

addTour("crm_process_programme_revise", () => [
    ...revise("A water show instead of fireworks"),
    {
        trigger: ".o_field_widget[name=agenda] textarea",
        run: "edit A water show at ten",
    },
    {trigger: "button[name=action_issue]", run: "click"},
    {
        trigger: ".o_form_view:not(:has(button[name=action_issue]))",
    },
    ...send,
]);

addTour("crm_process_programme_accept", () => [
    {
        trigger: `${PAGE} form[name=accept] input[name=name]`,
        run: "edit Olena Petrenko",
    },
    {
        trigger: `${PAGE} form[name=accept] button[type=submit]`,
        run: "click",
        expectUnloadPage: true,
    },
    {trigger: `${PAGE} .badge.text-bg-success`},
    {trigger: `${PAGE} li[aria-current=step]:contains(We book the place)`},
]);

/** The salesperson notes what the client has said on the telephone. */
addTour("crm_process_story_preparation", () => [
    seeAt("event"),
    {trigger: ".o_route_map_child", run: "click"},
    seeAt("contractors"),
    {
        trigger: `${NEXT} [data-kind=rework][data-stage=programme]`,
        run: "click",
    },
    {
        trigger: `${DIALOG} [name=reason_text] textarea`,
        run: "edit Without music",
    },
    {trigger: `${DIALOG} button[name=action_go]`, run: "click"},
    seeAt("programme"),
]);

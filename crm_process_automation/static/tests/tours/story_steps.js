/** Steps that the tours of the event sale share; they work in every language. */
import {registry} from "@web/core/registry";

export const NEXT = ".o_route_map_next";
export const PAGE = ".o_process_paper";
export const DIALOG = ".modal:not(.o_inactive_modal)";
export const DIALOG_IS_GONE = "body:not(:has(.modal))";
// Making the first PDF, or signing one, takes its time on a busy machine.
const PATIENCE = 60000;
const TO_DO = ".o_route_map_to_do";

/** Register a tour whose every step waits long enough. */
export function addTour(name, getSteps) {
    registry.category("web_tour.tours").add(name, {
        steps: () => getSteps().map((step) => ({timeout: PATIENCE, ...step})),
    });
}

export function seeAt(code) {
    return {trigger: `.o_route_map_node[data-code=${code}][aria-current=step]`};
}

/** Do, one after the other, as many tasks as there are from `done` up to `total`. */
export function tick(done, total) {
    const steps = [];
    for (let count = done; count < total; count++) {
        const tasks = `.o_route_map_tasks[data-done="${count}"] ${TO_DO}`;
        steps.push({trigger: `${tasks} .o_route_map_tick:enabled`, run: "click"});
    }
    return [...steps, {trigger: `.o_route_map_tasks[data-done="${total}"]`}];
}

/** Take the free arrow to the stage `code`, and see the deal there. */
export function goTo(code) {
    return [
        {
            trigger: `${NEXT} [data-stage=${code}][data-kind=success]:not(.o_route_map_blocked)`,
            run: "click",
        },
        seeAt(code),
    ];
}

export function fillProperty(name, value) {
    return {
        trigger: `[name=case_properties] [property-name=${name}] input`,
        run: `edit ${value} && press Tab`,
    };
}

export const save = [
    {trigger: ".o_form_button_save", run: "click"},
    {trigger: ".o_form_saved, .o_form_readonly"},
];

/** Issue a paper of the type from the deal, and see it. */
export function issue(type) {
    return [
        {trigger: ".o_issue_paper:enabled", run: "click"},
        {trigger: `.o-dropdown-item[data-paper=${type}]`, run: "click"},
        {
            trigger: ".o_form_view button[name=action_open_lead]",
        },
    ];
}

/** Send the paper on the screen by mail. */
export const send = [
    {
        trigger: ".o_form_statusbar button[name=action_send].btn-primary:enabled",
        run: "click",
    },
    {
        trigger: `${DIALOG} button[name=action_send_mail]:enabled`,
        run: "click",
    },
    {trigger: DIALOG_IS_GONE},
];

export function backTo(name) {
    return [
        {trigger: `.breadcrumb-item a:contains(${name})`, run: "click"},
        {trigger: ".o_form_view .o_route_map_node"},
    ];
}

/** Make the next revision of the paper on the screen, saying what changes. */
export function revise(text) {
    return [
        {
            trigger: ".o_form_statusbar button:contains(Revise)",
            run: "click",
        },
        {
            trigger: `${DIALOG} .o_field_widget[name=text] textarea`,
            run: `edit ${text}`,
        },
        {trigger: `${DIALOG} button[name=action_apply]`, run: "click"},
        {trigger: DIALOG_IS_GONE},
    ];
}

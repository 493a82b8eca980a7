/** Steps that the tours of the event sale share; they work in every language. */

export const NEXT = ".o_route_map_next";
export const PAGE = ".o_process_paper";
// Making the first PDF, or signing one, takes its time on a busy machine.
export const PATIENCE = 60000;
const TO_DO = ".o_route_map_to_do";
const DIALOG = ".modal:not(.o_inactive_modal)";

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
    {trigger: ".o_form_saved, .o_form_readonly", timeout: PATIENCE},
];

/** Issue a paper of the type from the deal, and see it. */
export function issue(type) {
    return [
        {trigger: ".o_issue_paper:enabled", run: "click"},
        {trigger: `.o-dropdown-item[data-paper=${type}]`, run: "click"},
        {
            trigger: ".o_form_view button[name=action_open_lead]",
            timeout: PATIENCE,
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
        timeout: PATIENCE,
    },
    {trigger: "body:not(:has(.modal))", timeout: PATIENCE},
];

export function backTo(name) {
    return [
        {trigger: `.breadcrumb-item a:contains(${name})`, run: "click"},
        {trigger: ".o_form_view .o_route_map_node"},
    ];
}

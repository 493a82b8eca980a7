/**
 * An assignment is issued, accepted, reported done, returned, redone and verified.
 *
 * One person does both parts, so that one walk shows all of it. It looks for names and
 * classes only, so it runs in every language.
 */
import {registry} from "@web/core/registry";

const DIALOG = ".modal:not(.o_inactive_modal)";
const HEADER = ".o_form_view .o_form_statusbar";

/** See that the assignment stands at the stage `code`. */
function seeAt(code) {
    return {trigger: `.o_route_map_node[data-code=${code}][aria-current=step]`};
}

/** Open the dialogue of a header button, and answer in it. */
function answer(button, text) {
    return [
        {trigger: `${HEADER} ${button}`, run: "click"},
        {trigger: `${DIALOG} [name=text] textarea`, run: `edit ${text}`},
        {trigger: `${DIALOG} footer .btn-primary`, run: "click"},
        {trigger: "body:not(:has(.modal))"},
    ];
}

registry.category("web_tour.tours").add("crm_process_assignment", {
    steps: () => [
        {
            trigger: ".o_control_panel .btn-primary[name]",
            run: "click",
        },
        {
            trigger: `${DIALOG} .o_field_widget[name=name] input`,
            run: "edit List the venues",
        },
        {
            trigger: `${DIALOG} .o_field_widget[name=executor_ids] input`,
            run: "edit olena",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(olena) a",
            run: "click",
        },
        {trigger: `${DIALOG} .o_field_widget[name=executor_ids] .o_tag`},
        {trigger: `${DIALOG} button[name=action_issue]`, run: "click"},
        {trigger: "body:not(:has(.modal)) .o_notification a"},
        {
            trigger: ".o_data_row:contains(List the venues) td[name=name]",
            run: "click",
        },
        seeAt("issued"),
        {trigger: `${HEADER} button[name=action_accept]`, run: "click"},
        seeAt("accepted"),
        ...answer(".btn-primary", "Twelve venues"),
        seeAt("done"),
        {trigger: `${HEADER} button[name=action_verify]`},
        ...answer("button[name=action_verify] + button", "Prices are missing"),
        seeAt("accepted"),
        ...answer(".btn-primary", "Prices added"),
        seeAt("done"),
        {trigger: `${HEADER} button[name=action_verify]`, run: "click"},
        {trigger: ".o_form_view .ribbon"},
    ],
});

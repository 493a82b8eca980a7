/**
 * The head finds an overdue task among the incidents, reads what happened and what to
 * do, and handles it with an answer.
 *
 * It looks for names and classes only, so it runs in every language.
 */
import {registry} from "@web/core/registry";

const DIALOG = ".modal:not(.o_inactive_modal)";
const FORM = ".o_form_view";
const ROW = ".o_data_row:contains(Send the proposal)";

registry.category("web_tour.tours").add("crm_process_incident", {
    steps: () => [
        {trigger: `${ROW} td[name=name]`, run: "click"},
        // What happened, with whose work, on which deal, and what to do about it.
        {trigger: `${FORM} .oe_title [name=name]:contains(Autumn fair)`},
        {trigger: `${FORM} [name=owner_id]:contains(Sally)`},
        {trigger: `${FORM} .alert [name=advice]:contains(Sally)`},
        {
            trigger: `${FORM} .o_form_statusbar button.btn-primary[data-hotkey=q]`,
            run: "click",
        },
        {
            trigger: `${DIALOG} [name=answer] textarea`,
            run: "edit The client is on holiday until Monday",
        },
        {trigger: `${DIALOG} footer button[name=action_apply]`, run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {
            trigger: `${FORM} .o_statusbar_status [data-value=handled][aria-checked=true]`,
        },
        {
            trigger: `${FORM} [name=answer]:contains(on holiday until Monday)`,
        },
        // Among those that are open it is not found any more.
        {trigger: ".o_back_button, .breadcrumb-item a", run: "click"},
        {trigger: `.o_list_view:not(:has(${ROW}))`},
    ],
});

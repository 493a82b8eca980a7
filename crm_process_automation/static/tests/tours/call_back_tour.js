/**
 * A client does not answer, and a task to call back appears on the deal; it is done
 * late, and the report of the execution of tasks says by how much.
 *
 * Between the two walks the test lets time pass. They look for names and classes only,
 * so they run in every language.
 */
import {registry} from "@web/core/registry";

const DIALOG = ".modal:not(.o_inactive_modal)";
const TASK = ".o_route_map_to_do .o_route_map_task";
const ROW = ".o_data_row:contains(Sunflower)";

registry.category("web_tour.tours").add("crm_process_call_missed", {
    steps: () => [
        {trigger: ".o_route_map_tasks[data-done='0'] .o_route_map_hint"},
        {
            trigger: ".o_form_statusbar button[data-hotkey='shift+c']",
            run: "click",
        },
        {
            trigger: `${DIALOG} [name=result] input[data-value=missed]`,
            run: "click",
        },
        {trigger: `${DIALOG} button[name=action_log]`, run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {
            trigger: `${TASK}:contains(Sunflower) .o_route_map_due:not(.o_route_map_overdue)`,
        },
        {trigger: "button[name=action_open_calls]"},
    ],
});

registry.category("web_tour.tours").add("crm_process_call_back_late", {
    steps: () => [
        {trigger: `${TASK} .o_route_map_overdue`},
        {trigger: `${TASK} .o_route_map_perform`, run: "click"},
        {
            trigger: `${DIALOG} [name=result] input[data-value=answered]:checked`,
        },
        {
            trigger: `${DIALOG} [name=note] textarea`,
            run: "edit They wait for the offer",
        },
        {trigger: `${DIALOG} button[name=action_log]`, run: "click"},
        {trigger: ".o_route_map_tasks[data-done='1']"},
    ],
});

registry.category("web_tour.tours").add("crm_process_call_back_reported", {
    steps: () => [
        // The pivot counts the task as late.
        {trigger: ".o_pivot table tbody .o_pivot_cell_value"},
        {trigger: ".o_switch_view.o_list", run: "click"},
        {trigger: `${ROW} td[name=deviation_hours] .text-danger`},
        {trigger: `${ROW} button[name=action_open_record]`, run: "click"},
        {trigger: ".o_route_map_tasks[data-done='1']"},
    ],
});

/**
 * A contract that the director refuses goes back to the salesperson, and comes again.
 * They look for codes and classes only.
 */
import {DIALOG, DIALOG_IS_GONE, addTour, revise, seeAt} from "./story_steps";

const HEADER = ".o_form_view .o_form_statusbar";
const REFUSED = "The dates are wrong";

/** The director finds it in her work, and does not approve it. */
addTour("crm_process_contract_refuse", () => [
    {trigger: ".o_data_row td[name=display_name]", run: "click"},
    {trigger: ".o_form_view [name=document_id] a"},
    {trigger: ".o_form_view [name=approval_url] a"},
    // Whoever refuses says why.
    {trigger: `${HEADER} button[data-hotkey=f]`, run: "click"},
    {trigger: `${DIALOG} [name=result] textarea`, run: `edit ${REFUSED}`},
    {trigger: `${DIALOG} footer button[name=action_refuse]`, run: "click"},
    {trigger: DIALOG_IS_GONE},
    {trigger: ".o_form_view [name=decision] .text-bg-danger"},
    {trigger: `.o_form_view [name=result]:contains(${REFUSED})`},
]);

/** The salesperson comes from the deal to the paper, reads why, and revises it. */
addTour("crm_process_contract_rework", () => [
    seeAt("contract"),
    {
        trigger: ".o_route_map_to_do .o_route_map_perform.btn-primary",
        run: "click",
    },
    {trigger: `.o_form_view [name=returned]:contains(${REFUSED})`},
    ...revise("The dates of the order"),
    {trigger: ".o_form_view [name=asked]"},
]);

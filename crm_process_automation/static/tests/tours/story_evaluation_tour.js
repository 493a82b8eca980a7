/**
 * A client who is dissatisfied says so in the questionnaire; the head works on it. They
 * look for codes and classes only.
 */
import {DIALOG, DIALOG_IS_GONE, PAGE, addTour, goTo, seeAt, tick} from "./story_steps";
import {answer} from "./questionnaire_tour";

const FORM = ".o_form_view";
const WORDS = "The food was cold";

/** The client finds the questions on the page of the paper. */
addTour("crm_process_questionnaire_complain", () => [
    {
        trigger: `${PAGE} a[name=answer_questions]`,
        run: "click",
        expectUnloadPage: true,
    },
    ...answer(2, 1, WORDS),
]);

/** The head talks to the client, sees to the causes, and lets the deal go on. */
addTour("crm_process_story_remedy", () => [
    {trigger: ".o_data_row td[name=display_name]", run: "click"},
    {trigger: `${FORM} [name=instruction_shown]:contains(${WORDS})`},
    {trigger: `${FORM} [name=partner_id]:contains(Autumn Leaf)`},
    {trigger: `${FORM} button[name=action_open_done]`, run: "click"},
    {
        trigger: `${DIALOG} [name=result] textarea`,
        run: "edit Another caterer next time",
    },
    {trigger: `${DIALOG} button[name=action_apply]`, run: "click"},
    {trigger: DIALOG_IS_GONE},
    {trigger: `${FORM} [name=case_id] a`, run: "click"},
    seeAt("remedy"),
    ...tick(1, 5),
    ...goTo("closing"),
]);

/**
 * The client follows the link in his mail, answers the questions as a stranger, and
 * reads the thanks.
 *
 * It looks for names and classes only, so it runs in every language.
 */
import {addTour} from "./story_steps";

const SCALE = ".o_survey_answer_wrapper[data-question-type=scale]";
const OF_TEN = `${SCALE}:has(input[value="0"])`;
const OF_FIVE = `${SCALE}:not(:has(input[value="0"]))`;

/** Answer the questions: would he recommend us, the first mark, and what to improve. */
export function answer(recommends, mark, words) {
    return [
        {trigger: ".o_survey_form button[value=start]", run: "click"},
        {
            trigger: `${OF_TEN} label:has(input[value="${recommends}"])`,
            run: "click",
        },
        {trigger: `${OF_FIVE} label:has(input[value="${mark}"])`, run: "click"},
        {trigger: "textarea.o_survey_question_text_box", run: `edit ${words}`},
        {trigger: "button[value=finish]", run: "click"},
        // Odoo asks once more.
        {trigger: ".modal .modal-footer .btn-primary", run: "click"},
        {trigger: ".o_survey_finished"},
    ];
}

addTour("crm_process_questionnaire_answer", () =>
    answer(9, 5, "More light in the hall")
);

/**
 * The client opens the page of a questionnaire by its link, answers the questions as a
 * stranger, and reads the thanks.
 *
 * It looks for names and classes only, so it runs in every language.
 */
import {registry} from "@web/core/registry";

const PAGE = ".o_process_paper";
const SCALE = ".o_survey_answer_wrapper[data-question-type=scale]";

registry.category("web_tour.tours").add("crm_process_questionnaire_answer", {
    steps: () => [
        {
            trigger: `${PAGE} a[name=answer_questions]`,
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: ".o_survey_form button[value=start]", run: "click"},
        {
            trigger: `${SCALE}:has(input[value="0"]) label:has(input[value="9"])`,
            run: "click",
        },
        {
            trigger: `${SCALE}:not(:has(input[value="0"])) label:has(input[value="5"])`,
            run: "click",
        },
        {
            trigger: "textarea.o_survey_question_text_box",
            run: "edit More light in the hall",
        },
        {trigger: "button[value=finish]", run: "click"},
        // Odoo asks once more.
        {trigger: ".modal .modal-footer .btn-primary", run: "click"},
        {trigger: ".o_survey_finished"},
    ],
});

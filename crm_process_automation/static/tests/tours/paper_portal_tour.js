/**
 * The client opens his proposal by its link, reads where his matter stands, and accepts
 * it; then he signs the contract on the screen.
 *
 * It looks for names and classes only, so it runs in every language.
 */
import {PAGE, addTour} from "./story_steps";

addTour("crm_process_paper_accept", () => [
    {trigger: `${PAGE} h1`},
    {trigger: `${PAGE} [name=amount_total]`},
    {trigger: `${PAGE} .o_process_route [aria-current=step][data-status=now]`},
    {trigger: `${PAGE} a[name=download_pdf][href*=pdf]`},
    {
        trigger: `${PAGE} form[name=accept] input[name=name]`,
        run: "edit Olena Petrenko",
    },
    {
        trigger: `${PAGE} form[name=accept] textarea[name=comment]`,
        run: "edit With pleasure",
    },
    {
        trigger: `${PAGE} form[name=accept] button[type=submit]`,
        run: "click",
        expectUnloadPage: true,
    },
    {trigger: `${PAGE} .alert-success[role=status]`},
    {trigger: `${PAGE} .badge.text-bg-success`},
    {trigger: `${PAGE}:not(:has(form[name=accept]))`},
    {trigger: `${PAGE} dl:contains(With pleasure)`},
]);

addTour("crm_process_paper_sign", () => [
    {
        trigger: `${PAGE}:not(:has(form[name=accept])) button[name=sign]`,
        run: "click",
    },
    {
        trigger: "#paper_sign.show .o_web_sign_name_group input",
        run: "edit Olena Petrenko",
    },
    {trigger: "#paper_sign.show .o_web_sign_auto_button", run: "click"},
    {
        trigger: "#paper_sign.show canvas.o_web_sign_signature",
        run: "canvasNotEmpty",
    },
    {
        trigger: "#paper_sign.show .o_portal_sign_submit:enabled",
        run: "click",
        expectUnloadPage: true,
    },
    {trigger: `${PAGE} .alert-success[role=status]`},
    {trigger: `${PAGE} a[name=download_signed]`},
    {trigger: `${PAGE}:not(:has(button[name=sign]))`},
]);

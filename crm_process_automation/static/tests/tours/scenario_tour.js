/**
 * From zero to a working scenario: from the list of apps to the switch, in at most six
 * clicks. They are counted here: what takes more is no tour.
 *
 * It looks for names and codes only, so it runs in every language.
 */
import {registry} from "@web/core/registry";

const MOST_CLICKS = 6;
const DIALOG = ".modal:not(.o_inactive_modal)";
const MODULE = "crm_process_automation";

/** Return the walk that switches on the scenario `code` with these `settings`. */
function switchOn(code, settings) {
    const card = `.o_kanban_record:has([data-code=${code}])`;
    const steps = [
        {trigger: ".o_navbar_apps_menu button", run: "click"},
        {trigger: ".o_app[data-menu-xmlid='crm.crm_menu_root']", run: "click"},
        {
            trigger: `[data-menu-xmlid='${MODULE}.crm_process_automation_menu']`,
            run: "click",
        },
        {
            trigger: `[data-menu-xmlid='${MODULE}.crm_process_scenario_menu']`,
            run: "click",
        },
        {trigger: `${card} .fa-toggle-off`},
        {trigger: `${card} footer button[name=action_set_up]`, run: "click"},
        ...Object.entries(settings).map(([name, value]) => ({
            trigger: `${DIALOG} .o_scenario_parameter[data-code=${name}] input`,
            run: `edit ${value}`,
        })),
        {trigger: `${DIALOG} button[name=action_switch_on]`, run: "click"},
        {trigger: `body:not(:has(.modal)) ${card} .fa-toggle-on`},
    ];
    const clicks = steps.filter((step) => step.run === "click").length;
    if (clicks > MOST_CLICKS) {
        throw new Error(
            `${clicks} clicks to switch on ${code}: ${MOST_CLICKS} at most`
        );
    }
    return steps;
}

const WALKS = {
    new_contact: {name: "Call {name}"},
    missed_call: {within: 1},
    yes_discount: {percent: 7},
};

for (const [code, settings] of Object.entries(WALKS)) {
    registry.category("web_tour.tours").add(`crm_process_scenario_${code}`, {
        steps: () => switchOn(code, settings),
    });
}

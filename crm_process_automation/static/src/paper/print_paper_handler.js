import {registry} from "@web/core/registry";
import {download} from "@web/core/network/download";
import {user} from "@web/core/user";
import {getReportUrl} from "@web/webclient/actions/reports/utils";

const PAPER = "crm_process_automation.report_document";

/**
 * Prints papers without asking for wkhtmltopdf, which they can do without: an issued
 * paper is a file already, and WeasyPrint makes the others.
 *
 * @param {Object} action the report action
 * @param {Object} options
 * @param {Object} env
 * @returns {Promise<boolean>} whether the action was a paper, and is done
 */
async function printPaper(action, options, env) {
    if (action.report_type !== "qweb-pdf" || !action.report_name.startsWith(PAPER)) {
        return false;
    }
    env.services.ui.block();
    try {
        await download({
            url: "/report/download",
            data: {
                data: JSON.stringify([getReportUrl(action, "pdf"), action.report_type]),
                context: JSON.stringify({...user.context, ...action.context}),
            },
        });
    } finally {
        env.services.ui.unblock();
    }
    return true;
}

registry.category("ir.actions.report handlers").add("process_paper", printPaper);

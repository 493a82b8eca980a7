import {Component, useState} from "@odoo/owl";
import {Dropdown} from "@web/core/dropdown/dropdown";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/** A menu of the papers that may be issued for the record now: one click each. */
export class IssuePaperWidget extends Component {
    static template = "crm_process_automation.IssuePaperWidget";
    static components = {Dropdown, DropdownItem};
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({offers: []});
    }

    /** What is on the screen counts: it is saved before it is printed. */
    async loadOffers() {
        this.state.offers = [];
        if (await this.props.record.save()) {
            this.state.offers = await this.call("get_document_offers");
        }
    }

    async issue(offer) {
        const action = await this.call("action_issue_document", offer.type);
        await this.action.doAction(action);
    }

    call(method, ...args) {
        const {resModel, resId, context} = this.props.record;
        return this.orm.call(resModel, method, [[resId], ...args], {context});
    }
}

registry.category("view_widgets").add("process_issue_paper", {
    component: IssuePaperWidget,
});

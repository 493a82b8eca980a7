import {Component, markup} from "@odoo/owl";

import {Dropdown} from "@web/core/dropdown/dropdown";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {_t} from "@web/core/l10n/translation";
import {imageUrl} from "@web/core/utils/urls";

const KIND_ICONS = {
    todo: "fa-tasks",
    call: "fa-phone",
    meeting: "fa-users",
    mail: "fa-envelope-o",
    document: "fa-file-text-o",
    approval: "fa-gavel",
};
const URGENCY_ICONS = {
    overdue: "fa-exclamation-circle",
    today: "fa-clock-o",
    paused: "fa-pause",
};

/** One task: what, who, by when, how; a click to do it, and the rest in a menu. */
export class RouteMapTask extends Component {
    static template = "crm_process_automation.RouteMapTask";
    static components = {Dropdown, DropdownItem};
    static props = {
        task: Object,
        busy: Boolean,
        isFirst: {type: Boolean, optional: true}, // what I have to do first
        isOpen: Boolean,
        onToggle: Function,
        onAct: Function,
        onOpen: Function,
    };

    get task() {
        return this.props.task;
    }

    get isApproval() {
        return this.task.kind === "approval";
    }

    get kindIcon() {
        return KIND_ICONS[this.task.kind] || KIND_ICONS.todo;
    }

    get urgencyIcon() {
        return URGENCY_ICONS[this.task.urgency] || "fa-calendar-o";
    }

    get avatarUrl() {
        return imageUrl("res.users", this.task.user_id, "avatar_128");
    }

    get instruction() {
        return markup(this.task.instruction);
    }

    get tickTitle() {
        return this.task.may_do
            ? _t("Mark “%s” done", this.task.name)
            : this.task.state_text;
    }

    get deadlineTitle() {
        return this.task.deadline_title && _t("Due by %s", this.task.deadline_title);
    }

    act(method) {
        return this.props.onAct(this.task, method);
    }
}

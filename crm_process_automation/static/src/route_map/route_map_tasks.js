import {Component, markup, useState} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";

const KIND_ICONS = {
    todo: "fa-tasks",
    call: "fa-phone",
    meeting: "fa-users",
    mail: "fa-envelope-o",
    document: "fa-file-text-o",
    approval: "fa-gavel",
};

/**
 * What is to be done at the present stage: a tick does it, a click on the name tells how.
 */
export class RouteMapTasks extends Component {
    static template = "crm_process_automation.RouteMapTasks";
    static props = {tasks: Array, busy: Boolean, onDone: Function};

    setup() {
        this.state = useState({openId: false});
    }

    get title() {
        const done = this.props.tasks.filter((task) => task.state === "done").length;
        return _t("What to do: %(done)s of %(all)s done", {
            done,
            all: this.props.tasks.length,
        });
    }

    getIcon(task) {
        return KIND_ICONS[task.kind] || KIND_ICONS.todo;
    }

    getTickTitle(task) {
        return task.may_do ? _t("Mark “%s” done", task.name) : task.state_text;
    }

    getInstruction(task) {
        return markup(task.instruction);
    }

    toggle(task) {
        this.state.openId = this.state.openId === task.id ? false : task.id;
    }
}

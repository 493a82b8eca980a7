import {Component, useState} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {isFree} from "./route_map_status";
import {RouteMapTask} from "./route_map_task";

/**
 * What is to be done next: all the open tasks of the case, the most urgent first, and
 * below them what is done at the present stage.
 */
export class RouteMapTasks extends Component {
    static template = "crm_process_automation.RouteMapTasks";
    static components = {RouteMapTask};
    static props = {
        tasks: Array,
        steps: Array,
        canAdd: Boolean,
        busy: Boolean,
        onAct: Function,
        onAdd: Function,
        onOpen: Function,
    };

    setup() {
        // What the user opened (true) and shut (false) himself, by the id of the task.
        this.state = useState({isOpenById: {}});
    }

    get openTasks() {
        return this.props.tasks.filter((task) => task.state === "open");
    }

    get doneTasks() {
        return this.props.tasks.filter((task) => task.state === "done");
    }

    get firstId() {
        return this.openTasks.find((task) => task.is_mine)?.id;
    }

    get title() {
        const count = this.openTasks.length;
        return count ? _t("What to do next: %s", count) : _t("What to do next");
    }

    get doneTitle() {
        return _t("Done at this stage: %s", this.doneTasks.length);
    }

    /** What there is to say when no task is open. */
    get hint() {
        const {steps} = this.props;
        if (!steps.length) {
            return _t("No task is open.");
        }
        return steps.some(isFree)
            ? _t("Everything is done here: take the next step.")
            : _t("No task is open. What the next step still needs stands below.");
    }

    /** The instruction of what I have to do first is open, unless I shut it. */
    isOpen(task) {
        const isOpen = this.state.isOpenById[task.id] ?? task.id === this.firstId;
        return Boolean(task.instruction) && isOpen;
    }

    toggle(task) {
        this.state.isOpenById[task.id] = !this.isOpen(task);
    }
}

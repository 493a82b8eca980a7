import {Component, useEffect, useRef, useState} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {RouteMapDrawing} from "./route_map_drawing";
import {RouteMapList} from "./route_map_list";
import {RouteMapNextSteps} from "./route_map_next_steps";
import {RouteMapPanel} from "./route_map_panel";
import {RouteMapTasks} from "./route_map_tasks";

const NARROW = 576;
let lastId = 0;

/**
 * The route map of a record's case, or of a template: where it is, what is next, what
 * is missing. Everything shown comes with the record; nothing is asked of the server
 * until the user takes a step.
 */
export class RouteMapField extends Component {
    static template = "crm_process_automation.RouteMapField";
    static components = {
        RouteMapDrawing,
        RouteMapList,
        RouteMapNextSteps,
        RouteMapPanel,
        RouteMapTasks,
    };
    static props = {...standardFieldProps, isFolded: {type: Boolean, optional: true}};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.rootRef = useRef("root");
        const id = `o_route_map_${++lastId}`;
        this.ids = {panel: `${id}_panel`, reasons: `${id}_reasons`};
        this.state = useState({width: 0, view: false, selectedId: false, busy: false});
        this.watchWidth();
    }

    /** Watch our own width, not the window's: a map may stand beside a chatter. */
    watchWidth() {
        const observer = new ResizeObserver(([entry]) => {
            this.state.width = Math.round(entry.contentRect.width);
        });
        useEffect(
            (el) => {
                if (el) {
                    observer.observe(el);
                }
                return () => observer.disconnect();
            },
            () => [this.rootRef.el]
        );
    }

    get map() {
        return this.props.record.data[this.props.name] || false;
    }

    get isEmpty() {
        return !this.map?.nodes?.length;
    }

    get label() {
        return this.map.case
            ? _t("Route map: %s", this.map.case.name)
            : _t("Route map");
    }

    /** The view that the user chose, else the one that fits. */
    get view() {
        return this.state.view || (this.props.isFolded ? "folded" : this.fittingView);
    }

    get fittingView() {
        const isNarrow = this.state.width && this.state.width < NARROW;
        return isNarrow ? "list" : "map";
    }

    /** What the button does next: a folded map is unfolded, another changes its face. */
    get otherView() {
        if (this.props.isFolded) {
            return this.view === "folded" ? this.fittingView : "folded";
        }
        return this.view === "map" ? "list" : "map";
    }

    get toggle() {
        return {
            folded: {icon: "fa-chevron-up", text: _t("Fold")},
            list: {icon: "fa-list-ol", text: _t("List")},
            map: {icon: "fa-map-o", text: _t("Map")},
        }[this.otherView];
    }

    get selectedNode() {
        return this.map.nodes.find((node) => node.id === this.state.selectedId);
    }

    get selectedId() {
        return this.selectedNode?.id || false;
    }

    toggleView() {
        this.state.view = this.otherView;
    }

    select(nodeId) {
        this.state.selectedId = this.selectedId === nodeId ? false : nodeId;
    }

    onKeydown(ev) {
        if (ev.key === "Escape" && this.selectedId) {
            ev.stopPropagation();
            this.state.selectedId = false;
        }
    }

    /** Whether somebody may still have to do something. */
    get hasTasks() {
        const isOpen = ["running", "waiting", "paused"].includes(this.map.case?.state);
        return isOpen || this.map.tasks.length > 0;
    }

    openCase(caseId) {
        return this.openRecord("crm.process.case", caseId);
    }

    openRecord(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    takeStep(step) {
        return this.act("crm.process.case", "action_open_next_step", [
            [this.map.case.id],
            step.transition_id,
        ]);
    }

    actOnCase(method) {
        return this.act("crm.process.case", method, [[this.map.case.id]]);
    }

    actOnTask(task, method) {
        return this.act("crm.process.task", method, [[task.id]]);
    }

    openTask(task) {
        return this.openRecord("crm.process.task", task.id);
    }

    /** Save what the user typed, then act; the server may ask for more in a dialogue. */
    async act(model, method, args) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        const reload = () => this.props.record.model.root.load();
        try {
            if (await this.props.record.save()) {
                const action = await this.orm.call(model, method, args);
                if (action?.type) {
                    await this.action.doAction(action, {onClose: reload});
                } else {
                    await reload();
                }
            }
        } finally {
            this.state.busy = false;
        }
    }
}

export const routeMapField = {
    component: RouteMapField,
    displayName: _t("Route map"),
    supportedTypes: ["json"],
    isEmpty: (record, fieldName) => !record.data[fieldName],
    extractProps: ({options}) => ({isFolded: Boolean(options.folded)}),
};

registry.category("fields").add("process_route_map", routeMapField);

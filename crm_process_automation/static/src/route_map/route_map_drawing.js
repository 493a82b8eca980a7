import {Component, useEffect, useRef, useState} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {findNeighbour, getHead, getLine} from "./route_map_geometry";
import {getLook, isCurrent, RouteMapSign} from "./route_map_status";

const SMALLEST = 0.35;
const READABLE = 0.85; // smaller than this only when the user asks for it
const LARGEST = 1.6;
const STEP = 0.2;
const LINE_HEIGHT = 14; // of an arrow's name, as in route_map.scss

/**
 * A route map as a drawing (SVG), with the stages as buttons that arrow keys walk over.
 */
export class RouteMapDrawing extends Component {
    static template = "crm_process_automation.RouteMapDrawing";
    static components = {RouteMapSign};
    static props = {
        map: Object,
        label: String,
        panelId: String,
        selectedId: [Number, {value: false}],
        width: Number,
        onSelect: Function,
    };

    setup() {
        this.scrollRef = useRef("scroll");
        this.state = useState({zoom: false, focusId: false});
        this.getLook = getLook;
        this.getLine = getLine;
        this.getHead = getHead;
        useEffect(
            () => this.showCurrent(),
            () => [this.currentNode?.id, this.props.width > 0]
        );
    }

    get currentNode() {
        return this.props.map.nodes.find(isCurrent);
    }

    /** As many lines of a name as its place holds; the rest ends in dots. */
    getLines(edge) {
        const lines = Math.max(1, Math.floor(edge.label_size[1] / LINE_HEIGHT));
        return `-webkit-line-clamp:${lines}`;
    }

    get labelledEdges() {
        return this.props.map.edges.filter((edge) => edge.name);
    }

    /** The scale at which the whole map is seen. */
    get fit() {
        const scale = this.props.width
            ? (this.props.width - 2) / this.props.map.width
            : 1;
        return Math.min(1, Math.max(SMALLEST, scale));
    }

    get zoom() {
        return this.state.zoom || Math.max(this.fit, READABLE);
    }

    get zoomText() {
        return _t("%s%", Math.round(this.zoom * 100));
    }

    get size() {
        const {width, height} = this.props.map;
        return `width:${width * this.zoom}px;height:${height * this.zoom}px`;
    }

    /** The one stage that the Tab key reaches; arrow keys lead to the others. */
    get tabStopId() {
        const {nodes} = this.props.map;
        const known = nodes.find((node) => node.id === this.state.focusId);
        return (known || this.currentNode || nodes[0])?.id;
    }

    getNodeClass(node) {
        return {
            [`o_route_map_${getLook(node)}`]: true,
            o_route_map_end: node.is_end,
            o_route_map_selected: node.id === this.props.selectedId,
        };
    }

    getNodeLabel(node) {
        return [node.name, node.status_text, node.deadline_text, node.responsible]
            .filter(Boolean)
            .join(". ");
    }

    setZoom(zoom) {
        this.state.zoom = Math.min(LARGEST, Math.max(SMALLEST, zoom));
    }

    zoomIn() {
        this.setZoom(this.zoom + STEP);
    }

    zoomOut() {
        this.setZoom(this.zoom - STEP);
    }

    zoomToFit() {
        this.setZoom(this.zoom === this.fit ? 1 : this.fit);
    }

    /** Scroll the drawing, and only it, to the stage where the case is. */
    showCurrent() {
        const el = this.scrollRef.el;
        if (el && this.currentNode) {
            const {x, y, w, h} = this.currentNode;
            el.scrollLeft = (x + w / 2) * this.zoom - el.clientWidth / 2;
            el.scrollTop = (y + h / 2) * this.zoom - el.clientHeight / 2;
        }
    }

    onKeydown(ev, node) {
        if (ev.key === "Enter" || ev.key === " ") {
            ev.preventDefault();
            ev.stopPropagation();
            this.props.onSelect(node.id);
            return;
        }
        const neighbour = findNeighbour(this.props.map.nodes, node, ev.key);
        if (neighbour) {
            ev.preventDefault();
            ev.stopPropagation();
            this.state.focusId = neighbour.id;
            const selector = `[data-node-id="${neighbour.id}"]`;
            this.scrollRef.el.querySelector(selector).focus();
        }
    }

    onClick(node) {
        this.state.focusId = node.id;
        this.props.onSelect(node.id);
    }
}

import {Component} from "@odoo/owl";

import {RouteMapPanel} from "./route_map_panel";
import {getLook, isCurrent, RouteMapSign} from "./route_map_status";

/** A route map as a list: for narrow screens, and for whoever prefers to read. */
export class RouteMapList extends Component {
    static template = "crm_process_automation.RouteMapList";
    static components = {RouteMapPanel, RouteMapSign};
    static props = {
        map: Object,
        selectedId: [Number, {value: false}],
        onSelect: Function,
        onOpenCase: Function,
    };

    setup() {
        this.getLook = getLook;
        this.isCurrent = isCurrent;
    }

    getRowName(node, index) {
        return node.is_main ? `${index + 1}. ${node.name}` : node.name;
    }

    getRowStatus({status_text, visits}) {
        return visits > 1 ? `${status_text} ×${visits}` : status_text;
    }

    /**
     * The success route first, then where the case may turn off it: folded away, unless
     * it stands there.
     */
    get parts() {
        const {nodes} = this.props.map;
        const main = nodes.filter((node) => node.is_main);
        const aside = nodes.filter((node) => !node.is_main);
        return [
            {key: "main", tag: "div", nodes: main},
            {
                key: "aside",
                tag: "details",
                nodes: aside,
                isOpen: !this.props.map.case || aside.some(isCurrent),
            },
        ].filter((part) => part.nodes.length);
    }
}

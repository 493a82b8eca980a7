/**
 * From the server's corners to what a browser draws. Nothing here decides where a stage
 * stands or an arrow runs: the server did.
 */

const RADIUS = 8;
const SKIP_RADIUS = 36;
const HEAD = 8;

/**
 * Return the point on the way from `corner` to `point`, at most `radius` away.
 *
 * @param {[number, number]} corner
 * @param {[number, number]} point
 * @param {number} radius
 */
function stepTowards([x, y], [toX, toY], radius) {
    const length = Math.hypot(toX - x, toY - y) || 1;
    const part = Math.min(radius, length / 2) / length;
    return [x + (toX - x) * part, y + (toY - y) * part];
}

/**
 * Return the `d` of an arrow's line, its corners rounded; it stops where the head
 * begins, so that a thick line does not stick out of it.
 *
 * @param {{ points: [number, number][], kind: string }} edge
 */
export function getLine(edge) {
    const radius = edge.kind === "skip" ? SKIP_RADIUS : RADIUS;
    const points = [...edge.points];
    const last = points.length - 1;
    points[last] = stepBack(points[last - 1], points[last]);
    let line = `M${points[0]}`;
    for (let i = 1; i < last; i++) {
        const before = stepTowards(points[i], points[i - 1], radius);
        const after = stepTowards(points[i], points[i + 1], radius);
        line += ` L${before} Q${points[i]} ${after}`;
    }
    return `${line} L${points[last]}`;
}

function stepBack([fromX, fromY], [x, y]) {
    return [x - Math.sign(x - fromX) * HEAD, y - Math.sign(y - fromY) * HEAD];
}

/**
 * Return the `points` of an arrow's head.
 *
 * @param {{ points: [number, number][] }} edge
 */
export function getHead(edge) {
    const [from, tip] = edge.points.slice(-2);
    const [x, y] = stepBack(from, tip);
    const [sideX, sideY] = [(tip[1] - y) / 2, (tip[0] - x) / 2];
    return `${tip} ${x + sideX},${y + sideY} ${x - sideX},${y - sideY}`;
}

const DIRECTIONS = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
};

/**
 * Return the stage to which a key leads from `node`: the nearest one in that
 * direction, where going astray counts twice. Undefined when there is none.
 *
 * @param {Object[]} nodes
 * @param {Object} node
 * @param {string} key
 */
export function findNeighbour(nodes, node, key) {
    if (key === "Home" || key === "End") {
        return nodes.at(key === "Home" ? 0 : -1);
    }
    const [alongX, alongY] = DIRECTIONS[key] || [0, 0];
    const ranked = nodes
        .map((other) => {
            const [dx, dy] = [other.x - node.x, other.y - node.y];
            const ahead = dx * alongX + dy * alongY;
            const astray = Math.abs(dx * alongY) + Math.abs(dy * alongX);
            return {other, ahead, cost: ahead + 2 * astray};
        })
        .filter(({ahead}) => ahead > 0)
        .sort((a, b) => a.cost - b.cost);
    return ranked[0]?.other;
}

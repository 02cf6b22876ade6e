// Where the boxes and arrows of a machine stand: states in one line, in the order of the table; ways forward as arcs
// above it, ways back below, the farther the higher, so that no arrow runs through a box. Arrows of the same two states
// are one, with the events that take it.
export interface Row {
    readonly from: string | null;
    readonly event: string;
    readonly to: string | null;
    readonly kind?: string;
}
interface Box {
    readonly state: string;
    readonly x: number;
    readonly y: number;
}
export interface Arrow {
    readonly from: string;
    readonly to: string;
    readonly events: readonly string[];
    readonly path: string;
    readonly back: boolean;
}
interface Drawing {
    readonly width: number;
    readonly height: number;
    readonly boxes: readonly Box[];
    readonly arrows: readonly Arrow[];
}
export const box_width = 136, box_height = 58;
const gap = 40, edge = 8, lift = 24;

export function drawing(states: readonly string[], rows: readonly Row[]): Drawing {
    const joined = new Map<string, string[]>();
    for (const row of rows) {
        if (row.from === null || row.to === null || row.from === row.to || !states.includes(row.from) || !states.includes(row.to)) continue;
        const key = `${row.from} ${row.to}`;
        const events = joined.get(key) ?? [];
        if (!events.includes(row.event)) events.push(row.event);
        joined.set(key, events);
    }
    const ways = [...joined].map(([key, events]) => {
        const [from = "", to = ""] = key.split(" ");
        return { from, to, events, a: states.indexOf(from), b: states.indexOf(to) };
    });
    const farthest = (back: boolean): number => Math.max(0, ...ways.filter((one) => one.b < one.a === back).map((one) => Math.abs(one.b - one.a)));
    const above = farthest(false) > 1 ? farthest(false) * lift : 0, below = farthest(true) * lift;
    const y = edge + above;
    const boxes = states.map((state, n): Box => ({ state, x: edge + n * (box_width + gap), y }));
    const arrows = ways.map((one): Arrow => {
        const back = one.b < one.a;
        const [ax, bx] = [boxes[one.a]?.x ?? 0, boxes[one.b]?.x ?? 0];
        const far = Math.abs(one.b - one.a);
        if (!back && far === 1) return { from: one.from, to: one.to, events: one.events, back, path: `M${ax + box_width},${y + box_height / 2} L${bx},${y + box_height / 2}` };
        // Of the arcs at a box those that go farther stand farther in, so that they do not cross at once.
        const step = Math.min(9, 44 / Math.max(1, states.length)) * far;
        const [x1, x2] = back ? [ax + box_width / 2 - step, bx + box_width / 2 + step] : [ax + box_width / 2 + step, bx + box_width / 2 - step];
        const level = back ? y + box_height : y;
        const turn = back ? level + far * lift : level - far * lift;
        const round = Math.min(14, Math.abs(x2 - x1) / 3);
        const towards = x2 > x1 ? round : -round, down = back ? -round : round;
        return {
            from: one.from, to: one.to, events: one.events, back,
            path: `M${x1},${level} L${x1},${turn + down} Q${x1},${turn} ${x1 + towards},${turn} L${x2 - towards},${turn} Q${x2},${turn} ${x2},${turn + down} L${x2},${level}`,
        };
    });
    return { boxes, arrows, width: edge * 2 + states.length * box_width + Math.max(0, states.length - 1) * gap, height: y + box_height + below + edge };
}

/// A name in at most two lines: a character of Chinese is as wide as two letters.
export function inTwoLines(words: string, most = 18): readonly string[] {
    const wide = [...words].reduce((all, one) => all + (one.charCodeAt(0) > 0x2e80 ? 2 : 1), 0);
    if (wide <= most) return [words];
    const spaces = [...words.matchAll(/ /g)].map((one) => one.index);
    const middle = words.length / 2;
    const at = spaces.length === 0 ? Math.ceil(middle) : spaces.reduce((best, one) => (Math.abs(one - middle) < Math.abs(best - middle) ? one : best));
    return [words.slice(0, at).trim(), words.slice(at).trim()];
}

// Where the boxes and arrows of a machine stand: states in the order of the table, those that only one step leads to
// below the one it comes from. Arrows of the same two states are one, with the events that take it.
export interface Row {
    readonly from: string | null;
    readonly event: string;
    readonly to: string | null;
    readonly kind?: string;
}
export interface Box {
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
export interface Drawing {
    readonly width: number;
    readonly height: number;
    readonly boxes: readonly Box[];
    readonly arrows: readonly Arrow[];
}
export const box_width = 150, box_height = 46;
const gap_x = 70, gap_y = 26, edge = 8;

/// How many steps a state is from the first one.
function depths(states: readonly string[], rows: readonly Row[]): ReadonlyMap<string, number> {
    const depth = new Map<string, number>([[states[0] ?? "", 0]]);
    const open = [states[0] ?? ""];
    for (let at = open.shift(); at !== undefined; at = open.shift()) {
        for (const row of rows) {
            if (row.from !== at || row.to === null || row.to === at || depth.has(row.to)) continue;
            depth.set(row.to, (depth.get(at) ?? 0) + 1);
            open.push(row.to);
        }
    }
    for (const one of states) if (!depth.has(one)) depth.set(one, 0);
    return depth;
}

export function drawing(states: readonly string[], rows: readonly Row[]): Drawing {
    const depth = depths(states, rows);
    const taken = new Map<number, number>();
    const boxes = states.map((state): Box => {
        const column = depth.get(state) ?? 0;
        const line = taken.get(column) ?? 0;
        taken.set(column, line + 1);
        return { state, x: edge + column * (box_width + gap_x), y: edge + 24 + line * (box_height + gap_y) };
    });
    const at = new Map(boxes.map((one) => [one.state, one]));
    const joined = new Map<string, string[]>();
    for (const row of rows) {
        if (row.from === null || row.to === null || row.from === row.to) continue;
        const key = `${row.from} ${row.to}`;
        const events = joined.get(key) ?? [];
        if (!events.includes(row.event)) events.push(row.event);
        joined.set(key, events);
    }
    const columns = Math.max(1, ...[...taken.keys()].map((one) => one + 1));
    const lines = Math.max(1, ...taken.values());
    let below = 0;
    const floor = edge + 24 + lines * (box_height + gap_y);
    const arrows = [...joined].map(([key, events]): Arrow => {
        const [from = "", to = ""] = key.split(" ");
        const a = at.get(from), b = at.get(to);
        if (a === undefined || b === undefined) return { from, to, events, path: "", back: false };
        const back = b.x <= a.x;
        if (!back) {
            const [x1, y1, x2, y2] = [a.x + box_width, a.y + box_height / 2, b.x, b.y + box_height / 2];
            // Over a column between them the arrow goes above the boxes.
            const far = b.x - a.x > box_width + gap_x + 1;
            const top = edge + 4;
            return { from, to, events, back, path: far ? `M${x1},${y1} C${x1 + gap_x},${y1} ${x1 + 10},${top} ${x1 + gap_x},${top} L${x2 - gap_x},${top} C${x2 - 10},${top} ${x2 - gap_x},${y2} ${x2},${y2}` : `M${x1},${y1} C${x1 + gap_x / 2},${y1} ${x2 - gap_x / 2},${y2} ${x2},${y2}` };
        }
        const low = floor + below++ * 7;
        return { from, to, events, back, path: `M${a.x + box_width / 2 + 8},${a.y + box_height} L${a.x + box_width / 2 + 8},${low} L${b.x + box_width / 2 - 8},${low} L${b.x + box_width / 2 - 8},${b.y + box_height}` };
    });
    return { boxes, arrows, width: edge * 2 + columns * box_width + (columns - 1) * gap_x, height: floor + below * 7 + edge };
}

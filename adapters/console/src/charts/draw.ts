// Charts by Observable Plot, as SVG. This file is fetched when the first chart is shown. Colours are those of the theme
// by way of currentColor and CSS variables; what tells parts apart is a pattern and a word.
import { axisX, axisY, barX, barY, dot, gridX, gridY, line, plot, ruleX, ruleY, text } from "@observablehq/plot";
import type { Bar, Dot, Part } from "./shapes";

export interface Room {
    readonly width: number;
    readonly label: string;
}
const ink = "currentColor";

/// The policy of the page takes no style that is written into it: those of Plot stand in styles/areas.css.
function bare(made: ReturnType<typeof plot>, label: string): SVGElement {
    for (const one of made.querySelectorAll("style")) one.remove();
    // The picture has one name, and its parts are none.
    for (const one of made.querySelectorAll("[aria-label], [aria-description]")) {
        one.removeAttribute("aria-label");
        one.removeAttribute("aria-description");
    }
    made.removeAttribute("style");
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", label);
    return made as SVGElement;
}

const svg = "http://www.w3.org/2000/svg";
/// Four fillings that a printer and every kind of sight tell apart: full, hatched, dotted, empty.
function patterns(into: SVGElement, id: string): void {
    const defs = document.createElementNS(svg, "defs");
    const shape = (name: string, draw: (to: SVGElement) => void): void => {
        const one = document.createElementNS(svg, "pattern");
        for (const [key, value] of Object.entries({ id: `${id}-${name}`, width: "6", height: "6", patternUnits: "userSpaceOnUse" })) one.setAttribute(key, value);
        draw(one);
        defs.append(one);
    };
    const add = (to: SVGElement, tag: string, of: Record<string, string>): void => {
        const one = document.createElementNS(svg, tag);
        for (const [key, value] of Object.entries(of)) one.setAttribute(key, value);
        to.append(one);
    };
    shape("hatch", (to) => {
        add(to, "rect", { width: "6", height: "6", fill: "var(--chart-2-ground)" });
        add(to, "path", { d: "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2", stroke: "var(--chart-2)", "stroke-width": "2" });
    });
    shape("dots", (to) => {
        add(to, "rect", { width: "6", height: "6", fill: "var(--chart-3-ground)" });
        add(to, "circle", { cx: "3", cy: "3", r: "1.4", fill: "var(--chart-3)" });
    });
    into.prepend(defs);
}

const short = (words: string, most: number): string => {
    // A character of Chinese is as wide as two letters.
    let wide = 0;
    for (let n = 0; n < words.length; n++) {
        wide += words.charCodeAt(n) > 0x2e80 ? 2 : 1;
        if (wide > most) return words.slice(0, n) + "…";
    }
    return words;
};

/// A name in at most two lines of so many letters, broken at a space where there is one; `\n` between them, as Plot has it.
export function inLines(words: string, most: number): string {
    const first = short(words, most);
    if (first === words) return words;
    const whole = first.slice(0, -1);
    const space = whole.lastIndexOf(" ");
    const end = space > 0 && /[\x21-\x7e]$/.test(whole) && words[whole.length] !== " " ? space : whole.length;
    return `${words.slice(0, end).trimEnd()}\n${short(words.slice(end).trimStart(), most)}`;
}
/// The whole name is there for whoever points at the one that was cut.
function titled(drawn: SVGElement, names: ReadonlyMap<string, string>): SVGElement {
    for (const one of drawn.querySelectorAll("text")) {
        const name = names.get([...one.querySelectorAll("tspan")].map((each) => each.textContent).join("\n") || (one.textContent ?? ""));
        if (name === undefined) continue;
        const title = document.createElementNS(svg, "title");
        title.textContent = name;
        one.append(title);
    }
    return drawn;
}

export function bars(data: readonly Bar[], { width, label }: Room): SVGElement {
    const left = Math.min(190, width * 0.42);
    const letters = Math.floor(left / 7.2);
    const names = new Map(data.map((one) => [inLines(one.name, letters), one.name]));
    return titled(bare(plot({
        width, height: 24 + data.length * 34, marginLeft: left, marginRight: 44, marginTop: 4, marginBottom: 20,
        x: { label: null, ticks: 4, tickFormat: (n: number) => (Number.isInteger(n) ? String(n) : "") }, y: { label: null, domain: data.map((one) => one.key) },
        marks: [
            gridX({ stroke: "var(--rule)", strokeOpacity: 1, ticks: 4 }),
            barX(data, { x: "n", y: "key", fill: "var(--chart-1)", insetTop: 3, insetBottom: 3 }),
            text(data, { x: "n", y: "key", text: (one: Bar) => String(one.n), dx: 5, textAnchor: "start", fill: ink, fontWeight: 600 }),
            axisY({ tickSize: 0, fill: ink, tickFormat: (key: string) => inLines(data.find((one) => one.key === key)?.name ?? key, letters) }),
            axisX({ ticks: 4, fill: ink, label: null, tickFormat: (n: number) => (Number.isInteger(n) ? String(n) : "") }),
            ruleX([0], { stroke: ink }),
        ],
    }), label), names);
}

export function columns(data: readonly Bar[], { width, label }: Room): SVGElement {
    const letters = Math.max(3, Math.floor((width - 40) / Math.max(1, data.length) / 8.5));
    // Names that would touch each other are left out in turn.
    const every = Math.max(1, Math.ceil(Math.max(0, ...data.map((one) => one.name.length)) / letters));
    return bare(plot({
        width, height: 210, marginLeft: 34, marginBottom: 34, marginTop: 18, marginRight: 6,
        x: { label: null, domain: data.map((one) => one.key) }, y: { label: null },
        marks: [
            gridY({ stroke: "var(--rule)", strokeOpacity: 1, ticks: 4 }),
            barY(data, { x: "key", y: "n", fill: "var(--chart-1)", inset: 3 }),
            text(data, { x: "key", y: "n", text: (one: Bar) => String(one.n), dy: -8, fill: ink, fontWeight: 600 }),
            axisX({ tickSize: 0, fill: ink, label: null, tickFormat: (key: string, n: number) => (n % every === 0 ? short(data.find((one) => one.key === key)?.name ?? key, letters * every) : "") }),
            axisY({ ticks: 4, fill: ink, label: null, tickFormat: (n: number) => (Number.isInteger(n) ? String(n) : "") }),
            ruleY([0], { stroke: ink }),
        ],
    }), label);
}

let made = 0;
export function stacked(data: readonly Part[], parts: readonly string[], { width, label }: Room): SVGElement {
    const left = Math.min(190, width * 0.42);
    const letters = Math.floor(left / 7.2);
    const keys = [...new Set(data.map((one) => one.key))];
    const id = `chart-${++made}`;
    const fills = ["var(--chart-1)", `url(#${id}-hatch)`, `url(#${id}-dots)`];
    const drawn = bare(plot({
        width, height: 24 + keys.length * 36, marginLeft: left, marginRight: 20, marginTop: 4, marginBottom: 20,
        x: { label: null, ticks: 4 }, y: { label: null, domain: keys },
        marks: [
            gridX({ stroke: "var(--rule)", strokeOpacity: 1, ticks: 4 }),
            barX(data, { x: "n", y: "key", fill: (one: Part) => fills[parts.indexOf(one.part)] ?? fills[0], stroke: ink, strokeWidth: 1, insetTop: 4, insetBottom: 4, order: [...parts], z: "part" }),
            axisY({ tickSize: 0, fill: ink, tickFormat: (key: string) => inLines(data.find((one) => one.key === key)?.name ?? key, letters) }),
            axisX({ ticks: 4, fill: ink, label: null, tickFormat: (n: number) => (Number.isInteger(n) ? String(n) : "") }),
            ruleX([0], { stroke: ink }),
        ],
    }), label);
    patterns(drawn, id);
    return titled(drawn, new Map(data.map((one) => [inLines(one.name, letters), one.name])));
}

export function lines(data: readonly Dot[], series: readonly string[], { width, label }: Room): SVGElement {
    const of = data.map((one) => ({ ...one, at: new Date(one.day + "T00:00:00Z") }));
    const last = series.map((name) => of.filter((one) => one.series === name).at(-1)).filter((one) => one !== undefined);
    // Two ends that meet would have their names on each other.
    const near = last.length === 2 && Math.abs((last[0]?.n ?? 0) - (last[1]?.n ?? 0)) <= Math.max(1, Math.max(...of.map((one) => one.n)) / 8);
    return bare(plot({
        width, height: 230, marginLeft: 34, marginRight: 84, marginTop: 14, marginBottom: 28,
        x: { type: "utc", label: null }, y: { label: null, zero: true, nice: true },
        marks: [
            gridY({ stroke: "var(--rule)", strokeOpacity: 1, ticks: 4 }),
            ...series.map((name, n) => line(of.filter((one) => one.series === name), { x: "at", y: "n", stroke: `var(--chart-${n + 1})`, strokeWidth: 2, strokeDasharray: n === 0 ? "none" : "5 4", curve: "linear" })),
            ...series.map((name, n) => dot(of.filter((one) => one.series === name && one.n > 0), { x: "at", y: "n", r: 3, symbol: n === 0 ? "circle" : "square", fill: n === 0 ? `var(--chart-${n + 1})` : "var(--bg)", stroke: `var(--chart-${n + 1})`, strokeWidth: 1.5 })),
            ...last.map((one, n) => text([one], { x: "at", y: "n", text: () => one.series, dx: 8, dy: near ? (n === 0 ? -9 : 9) : 0, textAnchor: "start", fill: ink, fontWeight: 600 })),
            axisX({ ticks: Math.max(2, Math.floor(width / 130)), fill: ink, label: null, tickFormat: (at: Date) => `${at.getUTCMonth() + 1}/${at.getUTCDate()}` }),
            axisY({ ticks: 4, fill: ink, label: null, tickFormat: (n: number) => (Number.isInteger(n) ? String(n) : "") }),
            ruleY([0], { stroke: ink }),
        ],
    }), label);
}

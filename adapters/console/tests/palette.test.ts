// Colours, measured: contrast of what is read, and how far the six states are apart for each kind of colour vision.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Rgb = readonly [number, number, number];
const css = readFileSync("src/styles/tokens.css", "utf8");
function tokens(block: string): Map<string, Rgb> {
    return new Map([...block.matchAll(/--([a-z0-9-]+): #([0-9a-f]{6})/g)].map((one) => {
        const n = Number.parseInt(one[2] ?? "", 16);
        return [one[1] ?? "", [n >> 16, (n >> 8) & 255, n & 255] as const];
    }));
}
const charts = [...readFileSync("src/styles/areas.css", "utf8").matchAll(/\{[^{}]*--chart-1:[^{}]*\}/g)].map((one) => tokens(one[0]));
const blocks = [...css.matchAll(/\{[^{}]*--bg[^{}]*\}/g)].map((one) => tokens(one[0]));
const [light, darkBySystem, darkByChoice] = blocks;

const linear = (c: number): number => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
const toLinear = (c: Rgb): Rgb => [linear(c[0]), linear(c[1]), linear(c[2])];
const luminance = (c: Rgb): number => {
    const [r, g, b] = toLinear(c);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: Rgb, b: Rgb): number => {
    const [one, two] = [luminance(a), luminance(b)];
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
};

// Machado, Oliveira and Fernandes 2009, full severity, on linear light.
const visions: Readonly<Record<string, readonly Rgb[]>> = {
    normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};
function lab(linearRgb: Rgb): Rgb {
    const [r, g, b] = linearRgb.map((c) => Math.min(1, Math.max(0, c))) as unknown as Rgb;
    const f = (v: number): number => (v > 216 / 24389 ? Math.cbrt(v) : (24389 / 27 * v + 16) / 116);
    const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
    const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
function seen(c: Rgb, vision: readonly Rgb[]): Rgb {
    const l = toLinear(c);
    return lab(vision.map((row) => row[0] * l[0] + row[1] * l[1] + row[2] * l[2]) as unknown as Rgb);
}
function ciede2000(a: Rgb, b: Rgb): number {
    const rad = Math.PI / 180;
    const c = (Math.hypot(a[1], a[2]) + Math.hypot(b[1], b[2])) / 2;
    const g = 0.5 * (1 - Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)));
    const [a1, a2] = [a[1] * (1 + g), b[1] * (1 + g)];
    const [c1, c2] = [Math.hypot(a1, a[2]), Math.hypot(a2, b[2])];
    const h = (x: number, y: number): number => (x === 0 && y === 0 ? 0 : (Math.atan2(y, x) / rad + 360) % 360);
    const [h1, h2] = [h(a1, a[2]), h(a2, b[2])];
    let dh = h2 - h1;
    if (c1 * c2 === 0) dh = 0;
    else if (dh > 180) dh -= 360;
    else if (dh < -180) dh += 360;
    const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((dh / 2) * rad);
    const l = (a[0] + b[0]) / 2;
    const cm = (c1 + c2) / 2;
    const sum = h1 + h2;
    const hm = c1 * c2 === 0 ? sum : Math.abs(h1 - h2) <= 180 ? sum / 2 : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
    const T = 1 - 0.17 * Math.cos((hm - 30) * rad) + 0.24 * Math.cos(2 * hm * rad) + 0.32 * Math.cos((3 * hm + 6) * rad) - 0.2 * Math.cos((4 * hm - 63) * rad);
    const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
    const sc = 1 + 0.045 * cm;
    const sh = 1 + 0.015 * cm * T;
    const rt = -2 * Math.sqrt(cm ** 7 / (cm ** 7 + 25 ** 7)) * Math.sin(60 * rad * Math.exp(-(((hm - 275) / 25) ** 2)));
    const [dl, dc] = [(b[0] - a[0]) / sl, (c2 - c1) / sc];
    return Math.sqrt(dl ** 2 + dc ** 2 + (dH / sh) ** 2 + rt * dc * (dH / sh));
}

const states = ["neutral", "active", "waiting", "escalated", "breach", "done"];

describe("colours", () => {
    it("are the same dark ones whether the system or a person chose them", () => {
        expect(blocks.length).toBe(3);
        expect([...(darkBySystem ?? [])]).toEqual([...(darkByChoice ?? [])]);
        expect(charts.length).toBe(3);
        expect([...(charts[1] ?? [])]).toEqual([...(charts[2] ?? [])]);
    });

    it("measures as the published pairs of CIEDE2000 do", () => {
        expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 3);
        expect(ciede2000([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 3);
        expect(ciede2000([22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619])).toBeCloseTo(2.0373, 3);
    });

    for (const [name, theme] of [["light", light], ["dark", darkBySystem]] as const) {
        const colour = (token: string): Rgb => {
            const found = theme?.get(token);
            if (found === undefined) throw new Error(`${name} has no --${token}`);
            return found;
        };
        it(`${name}: what is read stands out by 4.5 at least, borders and focus by 3`, () => {
            for (const ground of ["bg", "surface", "hover"])
                for (const text of ["text", "muted", "link"]) expect(contrast(colour(text), colour(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
            for (const state of states) expect(contrast(colour(state), colour(`${state}-chip`)), state).toBeGreaterThanOrEqual(4.5);
            // What lies on the row under the cursor.
            for (const text of ["text", "link"]) expect(contrast(colour(text), colour("active-chip")), `${text} under the cursor`).toBeGreaterThanOrEqual(4.5);
            expect(contrast(colour("on-main"), colour("link"))).toBeGreaterThanOrEqual(4.5);
            expect(contrast(colour("breach"), colour("bg"))).toBeGreaterThanOrEqual(4.5);
            for (const edge of ["border", "focus"]) expect(contrast(colour(edge), colour("bg")), edge).toBeGreaterThanOrEqual(3);
        });
        it(`${name}: the states are 12 apart at least, for every kind of colour vision`, () => {
            for (const [kind, vision] of Object.entries(visions))
                for (let a = 0; a < states.length; a++)
                    for (let b = a + 1; b < states.length; b++) {
                        const [one, two] = [states[a] ?? "", states[b] ?? ""];
                        expect(ciede2000(seen(colour(one), vision), seen(colour(two), vision)), `${one} and ${two}, ${kind}`).toBeGreaterThanOrEqual(12);
                    }
        });
        it(`${name}: what charts draw stands out by 3 from what it lies on, and is 12 apart for every kind of colour vision`, () => {
            const drawn = charts[name === "light" ? 0 : 1] ?? new Map<string, Rgb>();
            const series = ["chart-1", "chart-2", "chart-3"].map((one) => {
                const found = drawn.get(one);
                if (found === undefined) throw new Error(`${name} has no --${one}`);
                return found;
            });
            for (const one of series) for (const ground of ["bg", "surface"]) expect(contrast(one, colour(ground)), ground).toBeGreaterThanOrEqual(3);
            for (const [kind, vision] of Object.entries(visions))
                for (const [a, b] of [[0, 1], [0, 2], [1, 2]] as const)
                    expect(ciede2000(seen(series[a] ?? [0, 0, 0], vision), seen(series[b] ?? [0, 0, 0], vision)), `${a + 1} and ${b + 1}, ${kind}`).toBeGreaterThanOrEqual(12);
        });
    }
});

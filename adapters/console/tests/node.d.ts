// What the tests use of Node: its own types would change those of the browser for all of the console.
declare module "node:fs" {
    export function readFileSync(path: string, encoding: "utf8"): string;
    export function readdirSync(path: string, how: { withFileTypes: true }): { name: string; isDirectory(): boolean }[];
}
declare module "node:crypto" {
    export const webcrypto: Crypto;
}
declare module "node:path" {
    export function join(...parts: string[]): string;
}

// Lays the bundle out flat, as the program embeds it, each file with its brotli form beside it; prints what a
// browser loads before it shows anything, and fails above the limit.
//   node tools/pack.mjs DIST OUT
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const FIRST_LOAD_MAX = 170 * 1024;
const [dist, out] = process.argv.slice(2);
mkdirSync(out, { recursive: true });

const page = readFileSync(join(dist, "index.html"), "utf8");
// The policy of the page allows neither, so a bundler that begins to write them breaks the build and not the page.
if (/<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|(?:src|href)="(?:https?:)?\/\//.test(page))
    throw new Error("index.html has an inline script or style, or names another site");
writeFileSync(join(out, "index.html"), page);

let first = 0;
let words = 0;
for (const name of readdirSync(join(dist, "assets")).sort()) {
    const bytes = readFileSync(join(dist, "assets", name));
    writeFileSync(join(out, name), bytes);
    const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    if (packed.length < bytes.length) writeFileSync(join(out, name + ".br"), packed);
    const gzip = gzipSync(bytes, { level: 9 }).length;
    if (page.includes(name) && name.endsWith(".js")) first += gzip;
    // Of the languages one is loaded: the larger one counts.
    if (/^lang-.*\.js$/.test(name)) words = Math.max(words, gzip);
    console.log(`${name}: ${bytes.length} bytes, gzip ${gzip}, brotli ${packed.length}`);
}
if (first === 0 || words === 0) throw new Error("what a browser loads first is not found in index.html");
first += words;
console.log(`console: JavaScript of the first load ${(first / 1024).toFixed(1)} KB with gzip, at most ${FIRST_LOAD_MAX / 1024}`);
if (first > FIRST_LOAD_MAX) process.exit(1);

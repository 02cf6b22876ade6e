// Writes what the console takes from elsewhere, so that there is no second list of it: types of the API from the
// contract, the fields of actions with their limits, and the words of codes from the texts of the program.
//   node tools/generate.mjs SCHEMAS OUT
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import openapi, { astToString } from "openapi-typescript";
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";

const [schemas, out] = process.argv.slice(2);
mkdirSync(out, { recursive: true });

const contract = join(schemas, "http/openapi.yaml");
writeFileSync(join(out, "contract.d.ts"), astToString(await openapi(pathToFileURL(contract), { emptyObjectsUnknown: true })));

const api = parseYaml(readFileSync(contract, "utf8"));
const fields = {};
// Of what stands beside the case, too: incidents and improvement actions have fields of their own.
const schemasOf = (name) => api.components.schemas[name].properties;
for (const [name, one] of Object.entries({ ...schemasOf("incident_opening"), ...schemasOf("improvement_opening"), remark: { type: "string", maxLength: 1000 }, ...schemasOf("event_fields") })) {
    const item = one.type === "array" ? one.items : one;
    fields[name] = {
        type: item.format === "date-time" ? "time" : item.pattern?.startsWith("^[0-9]") ? "amount" : item.type,
        ...(one.type === "array" ? { list: true, most: one.maxItems } : {}),
        ...(item.enum ? { choices: item.enum } : {}),
        ...(item.maxLength ? { length: item.maxLength } : {}),
        ...(item.minimum !== undefined ? { least: item.minimum, greatest: item.maximum } : {}),
        // Names and ids are ASCII without spaces; words are anything.
        ...(item.pattern?.includes("!-~") ? { code: true } : {}),
    };
}
const bulk = api.components.parameters.bulk_event.schema.enum;
writeFileSync(join(out, "fields.json"), JSON.stringify({ fields, bulk }));

// Sections that stand for codes which the API answers as they are.
const sections = ["state", "hold", "ladder", "containment", "redress", "referral", "clock_state", "clock_kind", "role",
    "kind", "channel", "route", "customer", "outcome", "finding", "closure_reason", "appeal_result", "hold_party",
    "identity", "complexity", "letter", "event", "clock", "category", "hold_reason", "inadmissibility",
    "dead_letter", "slot", "counting", "redress_kind", "containment_ground", "containment_refusal", "release_ground",
    "alarm", "missing", "limit_unit", "limit_end", "yes_no"];
for (const language of ["en", "zh-CN"]) {
    const all = parseToml(readFileSync(join(schemas, `texts/${language}.toml`), "utf8"));
    const picked = {};
    for (const name of sections) {
        if (!all[name]) continue;
        picked[name] = Object.fromEntries(Object.entries(all[name]).filter(([, words]) => typeof words === "string"));
    }
    // What is read to a caller is what the pages would show them, in the same words.
    const pages = parseToml(readFileSync(join(schemas, `texts/pages.${language}.toml`), "utf8"));
    for (const name of ["status", "stage", "turn", "easier", "evidence"]) picked[`page_${name}`] = pages[name];
    writeFileSync(join(out, `words.${language}.json`), JSON.stringify(picked));
}

// Text for letters and answers, by the language of whoever reads them.
const templates = {};
for (const language of ["en", "zh-CN"])
    templates[language] = parseToml(readFileSync(join(schemas, `templates/${language}.toml`), "utf8")).template;
writeFileSync(join(out, "templates.json"), JSON.stringify(templates));
// For whoever builds on the API: operations, events and problems, from the documents that promise them.
const operations = Object.entries(api.paths).flatMap(([path, methods]) => Object.entries(methods)
    .filter(([, one]) => one?.operationId !== undefined)
    .map(([method, one]) => ({ method: method.toUpperCase(), path, operation: one.operationId, summary: one.summary ?? "" })));
const asyncapi = parseYaml(readFileSync(join(schemas, "asyncapi.yaml"), "utf8"));
const channels = Object.values(asyncapi.channels).map((one) => ({ address: one.address, summary: one.summary ?? one.description ?? one.title ?? "" }));
const commands = join(schemas, "events/commands");
const events = readdirSync(commands).sort().map((file) => {
    const one = JSON.parse(readFileSync(join(commands, file), "utf8"));
    const event = file.replace(/\.v\d+\.json$/, "");
    const required = (one.required ?? []).filter((field) => field !== "actor");
    const optional = Object.keys(one.properties ?? {}).filter((field) => !required.includes(field) && field !== "actor");
    return { event, type: /Data of (\S+)/.exec(one.title ?? "")?.[1] ?? "", required, optional };
});
const texts = Object.fromEntries(["en", "zh-CN"].map((language) => [language, parseToml(readFileSync(join(schemas, `texts/${language}.toml`), "utf8"))]));
const problems = Object.keys(texts.en.problem).sort().map((code) => {
    const words = (all) => ({ title: all.problem[code], detail: all.problem_detail?.[code], fix: all.problem_fix?.[code] });
    return { code, en: words(texts.en), zh: words(texts["zh-CN"]) };
});
const refusals = Object.keys(texts.en.refusal).sort();
writeFileSync(join(out, "catalogue.json"), JSON.stringify({ operations, channels, events, problems, refusals }));

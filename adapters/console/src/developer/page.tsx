// For whoever builds on the API: its operations, the events that travel, and what each problem means.
import { useState } from "preact/hooks";
import made from "../made/catalogue.json";
import type { PageProps } from "../areas";
import { Empty, Scroller, Title } from "../areas/parts";
import { language, t, word } from "../i18n";
import { addressOf } from "../route";

const parts = ["api", "events", "problems"] as const;
interface ProblemWords {
    readonly title: string;
    readonly detail?: string;
    readonly fix?: string;
}

function Found({ n, all, children }: { n: number; all: number; children: preact.ComponentChildren }) {
    return n === 0 ? <Empty words={t("developer.none", { all })} /> : <><p class="small">{t("developer.found", { n, all })}</p>{children}</>;
}

export default function DeveloperPage({ name }: PageProps) {
    const part = parts.find((one) => one === name) ?? "api";
    const [wanted, want] = useState("");
    const has = (text: string): boolean => text.toLowerCase().includes(wanted.trim().toLowerCase());
    const operations = made.operations.filter((one) => has(`${one.method} ${one.path} ${one.operation} ${one.summary}`));
    const events = made.events.filter((one) => has(`${one.event} ${word("event", one.event)} ${one.required.join(" ")} ${one.optional.join(" ")}`));
    const problems = made.problems.map((one) => ({ code: one.code, words: (language() === "zh-CN" ? one.zh : one.en) as ProblemWords })).filter((one) => has(`${one.code} ${one.words.title} ${one.words.detail ?? ""}`));
    return (
        <>
            <Title words={t("nav.developer")} />
            <p>{t("developer.how")} <a href="/api/v1/docs" target="_blank" rel="noopener">/api/v1/docs</a>, <a href="/api/v1/openapi.yaml" target="_blank" rel="noopener">openapi.yaml</a>. {t("developer.tokens")} <a href={addressOf("people", "tokens")}>{t("people.part.tokens")}</a>.</p>
            <div class="tabs" role="group" aria-label={t("nav.developer")}>{parts.map((one) => <a key={one} href={addressOf("developer", one)} aria-current={one === part ? "true" : undefined}>{t(`developer.part.${one}`)}</a>)}</div>
            <div class="filters tight"><label><span>{t("timeline.find")}</span><input type="search" value={wanted} onInput={(event) => want(event.currentTarget.value)} /></label></div>
            {part !== "problems" && language() !== "en" && <p class="note">{t("developer.english")}</p>}
            {part === "api" && (
                <Found n={operations.length} all={made.operations.length}>
                    <Scroller label={t("developer.part.api")}>
                        <table>
                            <thead><tr><th>{t("developer.method")}</th><th>{t("developer.path")}</th><th>{t("developer.does")}</th></tr></thead>
                            <tbody>{operations.map((one) => <tr key={one.operation}><td class="tight"><code>{one.method}</code></td><td><code class="wrap-any">{one.path}</code></td><td lang="en">{one.summary}</td></tr>)}</tbody>
                        </table>
                    </Scroller>
                </Found>
            )}
            {part === "events" && (
                <>
                    <dl class="facts">{made.channels.map((one) => <><dt><code>{one.address}</code></dt><dd lang="en">{one.summary}</dd></>)}</dl>
                    <Found n={events.length} all={made.events.length}>
                        <Scroller label={t("developer.part.events")}>
                            <table>
                                <thead><tr><th>{t("machines.event")}</th><th><code>ce_type</code></th><th>{t("developer.required")}</th><th>{t("developer.optional")}</th></tr></thead>
                                <tbody>{events.map((one) => <tr key={one.event}><td>{word("event", one.event)}</td><td><code class="wrap-any">{one.type}</code></td><td class="small" translate={false}>{one.required.join(", ")}</td><td class="small" translate={false}>{one.optional.join(", ")}</td></tr>)}</tbody>
                            </table>
                        </Scroller>
                    </Found>
                </>
            )}
            {part === "problems" && (
                <Found n={problems.length} all={made.problems.length}>
                    <Scroller label={t("developer.part.problems")}>
                        <table>
                            <thead><tr><th>{t("developer.code")}</th><th>{t("developer.means")}</th><th>{t("developer.mends")}</th></tr></thead>
                            <tbody>{problems.map((one) => <tr key={one.code} id={one.code}><td class="tight"><code>{one.code}</code></td><td><b>{one.words.title}</b> {one.words.detail}</td><td>{one.words.fix}</td></tr>)}</tbody>
                        </table>
                    </Scroller>
                </Found>
            )}
        </>
    );
}

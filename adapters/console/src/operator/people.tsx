// Who signs in and as what: accounts, the roster with absences and who stands in, tokens, and the table of who may do
// what. A token is shown once.
import { useState } from "preact/hooks";
import { addUser, makeToken, revokeToken, roles, roster, setUserState, tokens, users } from "../api/house";
import type { Token } from "../api/types";
import type { PageProps } from "../areas";
import { Empty, Scroller, Title, Told } from "../areas/parts";
import { awayAt, nextOf } from "../away/absences";
import { tell } from "../frame/toasts";
import { hasMessage, t, word, type Key } from "../i18n";
import { moment } from "../i18n/time";
import { addressOf } from "../route";
import { may } from "../session";
import { useAttempt } from "../ui/attempt";
import { Chip } from "../ui/chip";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";

const parts = ["accounts", "roster", "tokens", "matrix"] as const;

/// What is done here changes the list below, which is then read again.
function useChange(again: () => void): ReturnType<typeof useAttempt> {
    const tried = useAttempt();
    return { ...tried, attempt: (what) => tried.attempt(async () => {
        await what();
        again();
    }) };
}

function Accounts() {
    const told = useLoading("users", users);
    const { problem, attempt } = useChange(told.again);
    const [sure, setSure] = useState<string | null>(null);
    return (
        <>
            {problem !== null && <ProblemCard problem={problem} />}
            {may("manage_users") && (
                <form class="filters" onSubmit={(event) => { event.preventDefault(); const box = event.currentTarget; const of = new FormData(box); void attempt(async () => { await addUser({ person: String(of.get("person") ?? "").trim(), password: String(of.get("password") ?? "") }); box.reset(); tell({ words: t("people.added") }); }); }}>
                    <label><span>{t("people.person")}</span><input name="person" required autocomplete="off" maxLength={64} /></label>
                    <label><span>{t("people.first_password")}</span><input name="password" type="password" required autocomplete="new-password" maxLength={1024} /></label>
                    <button>{t("people.add")}</button>
                </form>
            )}
            <Told of={told}>{(now) => now.items.length === 0 ? <Empty words={t("people.no_accounts")} next={<code>redress user add</code>} /> : (
                <Scroller label={t("people.part.accounts")}>
                    <table>
                        <thead><tr><th>{t("people.person")}</th><th>{t("people.login")}</th><th>{t("areas.state")}</th><th>{t("people.ways")}</th><th>{t("workload.roles")}</th><th>{t("people.since")}</th>{may("manage_users") && <th><span class="hidden">{t("people.change")}</span></th>}</tr></thead>
                        <tbody>
                            {now.items.map((one) => (
                                <tr key={one.person}>
                                    <td class="tight">{one.person}</td><td class="tight">{one.login}</td><td class="tight"><Chip tone={one.account_state === "active" ? "done" : "neutral"}>{t(`people.${one.account_state}`)}</Chip></td>
                                    <td>{[one.password ? t("people.password") : "", one.links.length > 0 ? t("people.links", { n: one.links.length }) : ""].filter((each) => each !== "").join(", ") || t("people.no_way")}</td>
                                    <td>{one.roles.map((role) => word("role", role)).join(", ") || t("people.not_in_roster")}</td><td class="tight">{moment(one.created)}</td>
                                    {may("manage_users") && (
                                        <td>{one.account_state === "disabled" ? <button type="button" class="link" onClick={() => void attempt(() => setUserState(one.person, true))}>{t("people.enable")}<span class="hidden"> {one.person}</span></button>
                                            : sure === one.person ? <button type="button" onClick={() => void attempt(async () => { await setUserState(one.person, false); setSure(null); })}>{t("people.sure", { who: one.person })}</button>
                                            : <button type="button" class="link" onClick={() => setSure(one.person)}>{t("people.disable")}<span class="hidden"> {one.person}</span></button>}</td>
                                    )}
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </Scroller>
            )}</Told>
        </>
    );
}

const standsIn = (delegate: string | undefined): string => (delegate === undefined ? t("people.no_delegate") : t("workload.delegate", { who: delegate }));

function RosterPart() {
    const told = useLoading("roster", roster);
    return (
        <Told of={told}>{(now) => (
            <>
                {now.roles_nobody_has.length + now.rungs_nobody_serves.length > 0 && (
                    <div class="blocked-here">
                        {now.roles_nobody_has.length > 0 && <p>{t("people.roles_nobody", { roles: now.roles_nobody_has.map((one) => word("role", one)).join(", ") })}</p>}
                        {now.rungs_nobody_serves.map((one) => <p key={`${one.policy} ${one.rung}`}>{t("people.rung_nobody", { rung: one.rung, policy: one.policy })}</p>)}
                    </div>
                )}
                <Scroller label={t("people.part.roster")}>
                    <table>
                        <thead><tr><th>{t("people.person")}</th><th>{t("workload.roles")}</th><th>{t("field.team")}</th><th>{t("people.rungs")}</th><th>{t("people.manager")}</th><th>{t("people.limit")}</th><th>{t("people.delegation")}</th></tr></thead>
                        <tbody>
                            {now.people.map((one) => {
                                const at = Date.parse(now.as_of);
                                const away = awayAt(one, at);
                                const next = nextOf(one, at);
                                return (
                                    <tr key={one.person}>
                                        <td class="tight">{one.person}</td><td>{one.roles.map((role) => word("role", role)).join(", ")}</td><td translate={false}>{one.team}</td><td>{(one.rungs ?? []).join(", ")}</td><td class="tight">{one.manager}</td><td>{one.authority_limit}</td>
                                        <td>{away !== undefined && <p><Chip tone="waiting">{t("workload.away", { at: moment(away.until) })}</Chip> {standsIn(away.delegate)}</p>}{next !== undefined && <p class="small">{t("people.away_next", { from: moment(next.from), until: moment(next.until) })} {standsIn(next.delegate)}</p>}</td>
                                    </tr>
                                );
                            })}
                        </tbody>
                    </table>
                </Scroller>
                <h2>{t("people.sources")}</h2>
                <Scroller label={t("people.sources")}>
                    <table>
                        <thead><tr><th>{t("people.source")}</th><th>{t("people.speaks_for")}</th><th>{t("people.times")}</th></tr></thead>
                        <tbody>{now.sources.map((one) => <tr key={one.source}><td><code>{one.source}</code></td><td>{one.speaks_for.map((role) => word("role", role)).join(", ")}</td><td>{one.times ? t("people.yes") : t("people.no")}</td></tr>)}</tbody>
                    </table>
                </Scroller>
                <p class="small">{t("people.roster_how")} {may("absences") && <a href={addressOf("away")}>{t("away.see")}</a>}</p>
            </>
        )}</Told>
    );
}

function Tokens() {
    const told = useLoading("tokens", tokens);
    const [made, setMade] = useState<Token | null>(null);
    const { problem, attempt } = useChange(told.again);
    const [sure, setSure] = useState<string | null>(null);
    return (
        <>
            {problem !== null && <ProblemCard problem={problem} />}
            {made?.secret !== undefined && (
                <div class="why" role="status"><p>{t("people.secret_once", { name: made.name })}</p><p><code class="hash">{made.secret}</code> <button type="button" class="link" onClick={() => void navigator.clipboard.writeText(made.secret ?? "")}>{t("repin.copy")}</button> <button type="button" class="link" onClick={() => setMade(null)}>{t("people.secret_gone")}</button></p></div>
            )}
            {may("manage_tokens") && (
                <form class="filters" onSubmit={(event) => {
                    event.preventDefault();
                    const box = event.currentTarget;
                    const of = new FormData(box);
                    const text = (name: string): string => String(of.get(name) ?? "").trim();
                    void attempt(async () => {
                        setMade(await makeToken({ name: text("name"), scopes: text("scopes").split(/[\s,]+/).filter((one) => one !== ""), days: Number(text("days") || "30"), ...(text("person") === "" ? {} : { person: text("person") }), ...(text("source") === "" ? {} : { source: text("source") }) }));
                        box.reset();
                    });
                }}>
                    <label><span>{t("people.token_name")}</span><input name="name" required maxLength={100} autocomplete="off" /></label>
                    <label><span>{t("people.scopes")}</span><input name="scopes" required placeholder="handler" translate={false} autocomplete="off" /></label>
                    <label><span>{t("people.for_person")}</span><input name="person" maxLength={64} autocomplete="off" /></label>
                    <label><span>{t("people.for_source")}</span><input name="source" maxLength={200} autocomplete="off" /></label>
                    <label><span>{t("people.days")}</span><input name="days" type="number" min={1} max={365} defaultValue="30" /></label>
                    <button>{t("people.make")}</button>
                </form>
            )}
            <Told of={told}>{(now) => now.items.length === 0 ? <Empty words={t("people.no_tokens")} next={t("people.no_tokens_next")} /> : (
                <Scroller label={t("people.part.tokens")}>
                    <table>
                        <thead><tr><th>{t("people.token_name")}</th><th>{t("people.holder")}</th><th>{t("people.scopes")}</th><th>{t("areas.state")}</th><th>{t("people.expires")}</th><th>{t("people.last_used")}</th><th>{t("people.made_by")}</th>{may("manage_tokens") && <th><span class="hidden">{t("people.change")}</span></th>}</tr></thead>
                        <tbody>
                            {now.items.map((one) => (
                                <tr key={one.token}>
                                    <td>{one.name}</td><td>{one.holder}</td><td>{one.scopes.join(", ")}</td><td class="tight">{one.token_state.replaceAll("_", " ")}</td><td class="tight">{moment(one.expires)}</td><td class="tight">{one.last_used === undefined ? t("people.never") : moment(one.last_used)}</td><td>{one.by}</td>
                                    {may("manage_tokens") && <td>{sure === one.token ? <button type="button" onClick={() => void attempt(async () => { await revokeToken(one.token); setSure(null); })}>{t("people.revoke_sure", { name: one.name })}</button> : <button type="button" class="link" onClick={() => setSure(one.token)}>{t("people.revoke")}<span class="hidden"> {one.name}</span></button>}</td>}
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </Scroller>
            )}</Told>
        </>
    );
}

/// What may be done, in words: an event of a case, or something beside the cases.
const actCalled = (one: string): string => (hasMessage(`permission.${one}`) ? t(`permission.${one}` as Key) : word("event", one));

function Matrix() {
    const told = useLoading("roles", roles);
    const [wanted, want] = useState("");
    return (
        <Told of={told}>{(now) => {
            const all = [...new Set(now.items.map((one) => one.role))];
            const permissions = [...new Set(now.items.map((one) => one.permission))].filter((one) => `${one} ${actCalled(one)}`.toLowerCase().includes(wanted.toLowerCase()));
            // Beside a case there is no relation to it; an event that is for every one depends on none.
            const all_relations = Math.max(0, ...now.items.map((one) => (Array.isArray(one.relations) ? one.relations.length : 0)));
            const has = new Map(now.items.map((one) => [`${one.role} ${one.permission}`, one]));
            return (
                <>
                    <div class="filters tight"><label><span>{t("timeline.find")}</span><input type="search" value={wanted} onInput={(event) => want(event.currentTarget.value)} /></label></div>
                    <p class="small">{t("people.matrix_how")}</p>
                    {permissions.length === 0 ? <Empty words={t("timeline.none")} /> : (
                        <Scroller label={t("people.part.matrix")}>
                            <table class="matrix">
                                <thead><tr><th>{t("people.what")}</th>{all.map((one) => <th key={one}>{word("role", one)}</th>)}</tr></thead>
                                <tbody>{permissions.map((one) => (
                                    <tr key={one}><td>{actCalled(one)}</td>{all.map((role) => {
                                        const cell = has.get(`${role} ${one}`);
                                        const some = Array.isArray(cell?.relations) && cell.relations.length < all_relations;
                                        return <td key={role} class="cell-yes">{cell === undefined ? <span class="hidden">{t("people.no")}</span> : some ? t("people.some") : t("people.yes")}</td>;
                                    })}</tr>
                                ))}</tbody>
                            </table>
                        </Scroller>
                    )}
                </>
            );
        }}</Told>
    );
}

export default function PeoplePage({ name }: PageProps) {
    const part = parts.find((one) => one === name) ?? "accounts";
    return (
        <>
            <Title words={t("nav.people")} />
            <div class="tabs" role="group" aria-label={t("nav.people")}>{parts.map((one) => <a key={one} href={addressOf("people", one)} aria-current={one === part ? "true" : undefined}>{t(`people.part.${one}`)}</a>)}</div>
            {part === "accounts" ? <Accounts /> : part === "roster" ? <RosterPart /> : part === "tokens" ? <Tokens /> : <Matrix />}
        </>
    );
}

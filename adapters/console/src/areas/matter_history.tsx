// What happened to an incident or an improvement action.
import { matterTimeline, type Matter } from "../api/house";
import { fieldName, t, word } from "../i18n";
import { moment } from "../i18n/time";
import { useLoading } from "../ui/loading";
import { Told } from "./parts";
import { valueInWords } from "../case/values";

export function MatterHistory({ kind, id, version }: { kind: Matter; id: string; version: number }) {
    const told = useLoading(`${kind} ${id} ${version}`, () => matterTimeline(kind, id));
    return (
        <section class="card">
            <h2>{t("timeline.title")}</h2>
            <Told of={told}>{(now) => (
                <ol class="plain timeline">
                    {now.items.map((one) => (
                        <li key={one.cseq} class={one.refused === undefined ? "" : "refused"}>
                            <time dateTime={one.rec}>{moment(one.rec)}</time><b>{one.words.what ?? word("event", one.ev)}</b><span class="small">{one.words.who}</span>
                            {one.words.refused !== undefined && <p class="error">{one.words.refused}</p>}
                            {Object.entries(one.data ?? {}).map(([field, value]) => <p key={field} class="small">{fieldName(field)}: {valueInWords(field, value)}</p>)}
                        </li>
                    ))}
                </ol>
            )}</Told>
        </section>
    );
}

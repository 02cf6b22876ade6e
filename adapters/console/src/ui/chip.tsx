import { t, word } from "../i18n";
import { moment } from "../i18n/time";
import { Icon, type IconName } from "./icons";

export type Tone = "neutral" | "active" | "waiting" | "escalated" | "breach" | "done";

export function Chip({ tone, icon, children }: { tone: Tone; icon?: IconName; children: preact.ComponentChildren }) {
    return (
        <span class={`chip ${tone}`}>
            <Icon name={icon ?? tone} />
            <span>{children}</span>
        </span>
    );
}

const tones: Readonly<Record<string, Tone>> = {
    received: "neutral", responded: "active", investigating: "active", decided: "done", appealed: "escalated", closed: "neutral",
};
/// Where a case stands: a state that a newer server knows is shown in its own word.
export function StateChip({ state, words }: { state: string; words?: string | undefined }) {
    return <Chip tone={tones[state] ?? "neutral"}>{words ?? word("state", state)}</Chip>;
}
/// A case of somebody who is away, on the list of whoever stands in.
export function StandsIn({ of, until }: { of: string; until: string | undefined }) {
    return <Chip tone="waiting">{until === undefined ? t("away.for", { who: of }) : t("away.for_until", { who: of, until: moment(until) })}</Chip>;
}
export function SeverityChip({ severity }: { severity: number }) {
    return <span class={`severity s${severity}`}>{severity === 0 ? "–" : severity}</span>;
}

/// What was found of a point. It tells for whom it went, and is no success or failure of ours, so it has one sign.
export function FindingChip({ finding }: { finding: string | undefined }) {
    return finding === undefined || finding === "none" ? null : <Chip tone="neutral">{word("finding", finding)}</Chip>;
}

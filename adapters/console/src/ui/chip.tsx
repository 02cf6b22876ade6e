import { word } from "../i18n";
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
export function SeverityChip({ severity }: { severity: number }) {
    return <span class={`severity s${severity}`}>{severity === 0 ? "–" : severity}</span>;
}

// A finding for each point of the complaint, as a decision needs them.
import { codesOf, fieldName, t, word } from "../i18n";

interface Props {
    readonly points: readonly { readonly number: number; readonly finding?: string }[];
    readonly value: unknown;
    readonly set: (value: unknown) => void;
    readonly wrong?: string | undefined;
    /// What was complained about, by the number of the point.
    readonly words: ReadonlyMap<number, string>;
}

/// "2:upheld" of each point, as the API takes them.
export function withFinding(given: readonly string[], point: number, finding: string): readonly string[] {
    const rest = given.filter((one) => !one.startsWith(`${point}:`));
    const all = finding === "" ? rest : [...rest, `${point}:${finding}`];
    return all.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}
export function findingOf(given: readonly string[], point: number): string {
    return given.find((one) => one.startsWith(`${point}:`))?.slice(`${point}:`.length) ?? "";
}

export function Findings({ points, value, set, wrong, words }: Props) {
    const given = Array.isArray(value) ? (value as string[]) : [];
    return (
        <fieldset class={`field${wrong === undefined ? "" : " wrong"}`}>
            <legend>{fieldName("findings")}</legend>
            {wrong !== undefined && <p class="error">{wrong}</p>}
            {points.map((one, n) => (
                <label key={one.number} class="finding">
                    <span>{t("points.number", { n: one.number })}{words.has(one.number) && <span class="small"> {words.get(one.number)}</span>}</span>
                    <select data-field={n === 0 ? "findings" : undefined} value={findingOf(given, one.number)} onChange={(event) => set(withFinding(given, one.number, event.currentTarget.value))}>
                        <option value="">{t("field.choose")}</option>
                        {codesOf("finding").filter((code) => code !== "none").map((code) => <option key={code} value={code}>{word("finding", code)}</option>)}
                    </select>
                </label>
            ))}
        </fieldset>
    );
}

// How a form that is being filled in stands with the server: saved when, or why not, and what another window made of it.
import { fieldName, t } from "../i18n";
import { hour } from "../i18n/time";
import type { Composer, Fields } from "./composer";

export function Saved({ from }: { from: Composer }) {
    const now = from.saving.value;
    const words = now.is === "saved" ? t("draft.saved", { at: hour(now.at) })
        : now.is === "saving" || now.is === "waiting" ? t("draft.saving")
        : now.is === "here_only" ? t("draft.here_only") : "";
    return <span class={`small${now.is === "here_only" ? " error" : ""}`} role="status">{words}</span>;
}

export function OtherWindow({ from }: { from: Composer }) {
    const now = from.saving.value;
    if (now.is !== "other_window") return null;
    const text = (fields: Fields): string => Object.entries(fields).map(([field, value]) => `${fieldName(field)}: ${Array.isArray(value) ? value.join(", ") : String(value)}`).join("\n");
    return (
        <div class="conflict" role="alert">
            <p class="title">{t("draft.other_window")}</p>
            <div class="columns">
                <section><h3>{t("conflict.yours")}</h3><pre>{text(from.fields.value)}</pre><button type="button" onClick={() => from.settle("mine")}>{t("draft.keep_mine")}</button></section>
                <section><h3>{t("draft.theirs")}</h3><pre>{text(now.theirs)}</pre><button type="button" onClick={() => from.settle("theirs")}>{t("draft.take_theirs")}</button></section>
            </div>
        </div>
    );
}

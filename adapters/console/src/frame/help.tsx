// The keys, from the one list that they are read from; what does nothing on this page is greyed and says so.
import { signal } from "@preact/signals";
import { t } from "../i18n";
import { alive, singleKeys } from "../keys/dispatch";
import { bindings, type Scope } from "../keys/registry";
import { Dialog } from "../ui/dialog";
import { Preferences } from "./preferences";

export const helpOpen = signal(false);
const scopes: readonly Scope[] = ["everywhere", "list", "case"];

export function keyShown(keys: string): string {
    const mac = navigator.platform.startsWith("Mac");
    return keys.replace("Mod+", mac ? "⌘ " : "Ctrl ").replace("Shift+", "Shift ").replace("Arrow", "");
}

export function Help() {
    if (!helpOpen.value) return null;
    const now = alive();
    return (
        <Dialog title={t("help.title")} close={() => (helpOpen.value = false)} kind="wide">
            <Preferences />
            {!singleKeys.value && <p class="note">{t("help.off")}</p>}
            <div class="columns">
                {scopes.map((scope) => (
                    <section key={scope}>
                        <h3>{t(`help.${scope}`)}</h3>
                        <dl class="keys">
                            {bindings.filter((one) => one.scope === scope).map((one) => (
                                <div key={one.id} class={now.has(one.id) ? "" : "idle"}>
                                    <dt>
                                        {(one.id === "act" ? ["1 – 9"] : [...one.keys]).map((keys, n) => (
                                            <span key={keys}>{n > 0 && ` ${t("or")} `}<kbd>{keyShown(keys)}</kbd></span>
                                        ))}
                                    </dt>
                                    <dd>{t(one.label)}{!now.has(one.id) && <span class="hidden"> ({t("help.idle")})</span>}</dd>
                                </div>
                            ))}
                        </dl>
                    </section>
                ))}
            </div>
            <p class="small">{t("help.ime")}</p>
        </Dialog>
    );
}

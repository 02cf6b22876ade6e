// Every setting in effect, and where it comes from.
import { settings } from "../api/house";
import type { PageProps } from "../areas";
import { Empty, Scroller, Title, Told } from "../areas/parts";
import { t } from "../i18n";
import { addressOf, go } from "../route";
import { Chip } from "../ui/chip";
import { useLoading } from "../ui/loading";

const origins = ["default", "file", "environment", "flag"] as const;

export default function SettingsPage({ query }: PageProps) {
    const told = useLoading("settings", settings);
    const words = query.words ?? "", origin = query.origin ?? "";
    const set = (next: Record<string, string>): void => go(addressOf("settings", "", { words, origin, ...next }), "replace");
    return (
        <>
            <Title words={t("nav.settings")} />
            <p class="note">{t("settings.how")}</p>
            <div class="filters">
                <label><span>{t("timeline.find")}</span><input type="search" value={words} onInput={(event) => set({ words: event.currentTarget.value })} /></label>
                <label><span>{t("settings.origin")}</span><select value={origin} onChange={(event) => set({ origin: event.currentTarget.value })}><option value="">{t("filter.any")}</option>{origins.map((one) => <option key={one} value={one}>{t(`settings.origin.${one}`)}</option>)}</select></label>
            </div>
            <Told of={told}>{(now) => {
                const found = now.items.filter((one) => (origin === "" || one.origin === origin) && `${one.setting} ${one.value}`.toLowerCase().includes(words.toLowerCase()));
                return found.length === 0 ? <Empty words={t("settings.none", { all: now.items.length })} next={<a href={addressOf("settings")}>{t("settings.clear")}</a>} /> : (
                    <Scroller label={t("nav.settings")}>
                        <table>
                            <thead><tr><th>{t("settings.name")}</th><th>{t("settings.value")}</th><th>{t("settings.origin")}</th><th>{t("settings.where")}</th></tr></thead>
                            <tbody>{found.map((one) => <tr key={one.setting}><td class="tight"><code>{one.setting}</code></td><td><code class="wrap-any">{one.value || "–"}</code></td><td class="tight"><Chip tone={one.origin === "default" ? "neutral" : "active"}>{t(`settings.origin.${one.origin}`)}</Chip></td><td class="small wrap-any">{one.origin === "default" ? "" : one.where}</td></tr>)}</tbody>
                        </table>
                    </Scroller>
                );
            }}</Told>
        </>
    );
}

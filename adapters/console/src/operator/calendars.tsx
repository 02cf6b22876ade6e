// When people work: hours by weekday, holidays and make-up workdays of a year, and until when the file reaches.
import { calendar, calendars } from "../api/house";
import type { PageProps } from "../areas";
import { Empty, Scroller, Title, Told } from "../areas/parts";
import { language, t } from "../i18n";
import { addressOf, go } from "../route";
import { Chip } from "../ui/chip";
import { useLoading } from "../ui/loading";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
/// The weekday as the reader's language calls it; 5 January 2026 was a Monday.
const named = (n: number): string => new Intl.DateTimeFormat(language(), { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2026, 0, 5 + n)));
const dated = (date: string): string => new Intl.DateTimeFormat(language(), { weekday: "short", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(date + "T00:00:00Z"));

/// A day that the file names in English alone is marked as that, on a page of another language.
const inEnglish = (name: string): string | undefined => (language() === "en" || /\p{Script=Han}/u.test(name) ? undefined : "en");

function One({ id, year }: { id: string; year: number }) {
    const told = useLoading(`${id} ${year}`, () => calendar(id, year));
    return (
        <Told of={told} title={id}>{(now) => (
            <>
                <Title words={now.title || now.calendar}><a href={addressOf("calendars")}>{t("calendars.all")}</a></Title>
                <div class="columns">
                    <section class="card">
                        <h2>{t("calendars.hours")}</h2>
                        <dl class="facts">{weekdays.map((one, n) => <><dt>{named(n)}</dt><dd>{now.hours?.[one]?.join(", ") ?? t("calendars.closed")}</dd></>)}</dl>
                        <dl class="facts">
                            <dt>{t("calendars.zone")}</dt><dd>{now.zone} ({now.zone_data})</dd>
                            <dt>{t("calendars.years")}</dt><dd>{now.first_year}–{now.last_year}</dd>
                            <dt>{t("calendars.source")}</dt><dd class="wrap-any">{now.source || "–"}</dd>
                            <dt>{t("calendars.version")}</dt><dd><code class="hash">{now.version}</code></dd>
                        </dl>
                    </section>
                    <section class="card">
                        <h2>{t("calendars.days")}</h2>
                        <div class="filters tight"><label><span>{t("calendars.year")}</span><select value={String(year)} onChange={(event) => go(addressOf("calendars", id, { year: event.currentTarget.value }), "replace")}>{Array.from({ length: now.last_year - now.first_year + 1 }, (_, n) => now.first_year + n).map((one) => <option key={one} value={one}>{one}</option>)}</select></label></div>
                        {(now.days ?? []).length === 0 ? <p class="note">{t("calendars.no_days", { year })}</p> : (
                            <>{(now.days ?? []).some((one) => inEnglish(one.name) !== undefined) && <p class="note">{t("calendars.names_english")}</p>}
                            <Scroller label={t("calendars.days")}>
                                <table>
                                    <thead><tr><th>{t("calendars.date")}</th><th>{t("calendars.name")}</th><th>{t("calendars.hours")}</th></tr></thead>
                                    <tbody>{(now.days ?? []).map((one) => <tr key={one.date}><td class="tight">{dated(one.date)}</td><td lang={inEnglish(one.name)}>{one.name}</td><td>{one.hours.length === 0 ? t("calendars.closed") : <>{one.hours.join(", ")} <Chip tone="active">{t("calendars.works")}</Chip></>}</td></tr>)}</tbody>
                                </table>
                            </Scroller></>
                        )}
                    </section>
                </div>
            </>
        )}</Told>
    );
}

export default function CalendarsPage({ name, query }: PageProps) {
    const told = useLoading("calendars", calendars);
    const year = Number(query.year ?? new Date().getFullYear());
    if (name !== "") return <One key={name} id={name} year={Number.isInteger(year) ? year : new Date().getFullYear()} />;
    return (
        <>
            <Title words={t("nav.calendars")} />
            <Told of={told}>{(now) => now.items.length === 0 ? <Empty words={t("calendars.none")} next={<code>calendars.dir</code>} /> : (
                <Scroller label={t("nav.calendars")}>
                    <table>
                        <thead><tr><th>{t("calendars.name")}</th><th>{t("calendars.zone")}</th><th>{t("calendars.years")}</th><th>{t("calendars.source")}</th></tr></thead>
                        <tbody>{now.items.map((one) => <tr key={one.calendar}><td><a href={addressOf("calendars", one.calendar)}>{one.title || one.calendar}</a></td><td>{one.zone}</td><td class="tight">{one.first_year}–{one.last_year} {one.last_year <= new Date().getFullYear() && <Chip tone="waiting">{t("calendars.runs_out")}</Chip>}</td><td class="wrap-any">{one.source || "–"}</td></tr>)}</tbody>
                    </table>
                </Scroller>
            )}</Told>
        </>
    );
}

// Times as people read them: with weekday and zone, and beside it how long that is from now.
import { computed, signal } from "@preact/signals";
import { skew } from "../api/client";
import { language, t } from ".";

/// Moves on every half minute: what is shown as left is never staler than that.
const beat = signal(Date.now());
let ticking = false;
export function startClock(): void {
    if (ticking) return;
    ticking = true;
    setInterval(() => (beat.value = Date.now()), 30_000);
    document.addEventListener("visibilitychange", () => {
        if (!document.hidden) beat.value = Date.now();
    });
}
/// The server's time, in milliseconds.
export const now = computed(() => beat.value + skew.value);

const formats = new Map<string, Intl.DateTimeFormat>();
function format(kind: string, how: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = `${language()} ${kind}`;
    let made = formats.get(key);
    if (made === undefined) {
        made = new Intl.DateTimeFormat(language(), { hourCycle: "h23", ...how });
        formats.set(key, made);
    }
    return made;
}

/// "Fri 28 Nov 17:00 GMT+8", with the year when it is another one.
export function moment(iso: string): string {
    const at = new Date(iso);
    const sameYear = at.getFullYear() === new Date(now.value).getFullYear();
    return format(sameYear ? "moment" : "moment of a year", {
        ...(sameYear ? {} : { year: "numeric" }),
        weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
    }).format(at);
}
/// The same without its zone: "Fri 28 Nov 17:00".
export function day(iso: string): string {
    const at = new Date(iso);
    const sameYear = at.getFullYear() === new Date(now.value).getFullYear();
    return format(sameYear ? "day" : "day of a year", {
        ...(sameYear ? {} : { year: "numeric" }), weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
    }).format(at);
}
/// "GMT+8": the zone that times are shown in.
export function zoneName(): string {
    const parts = format("zone", { hour: "2-digit", timeZoneName: "short" }).formatToParts(new Date(now.value));
    return parts.find((one) => one.type === "timeZoneName")?.value ?? "";
}
/// "14:03", for today.
export function hour(ms: number): string {
    return format("hour", { hour: "2-digit", minute: "2-digit" }).format(new Date(ms));
}
export function seconds(iso: string): string {
    return format("seconds", {
        year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
        timeZoneName: "short",
    }).format(new Date(iso));
}

const minute = 60;
const hourLong = 60 * minute;
const dayLong = 24 * hourLong;

/// How long: its two largest units, never less than a minute.
export function length(total: number): string {
    const all = Math.max(0, Math.floor(Math.abs(total)));
    const days = Math.floor(all / dayLong);
    const hours = Math.floor((all % dayLong) / hourLong);
    const minutes = Math.floor((all % hourLong) / minute);
    if (days >= 10 || (days > 0 && hours === 0)) return t("length.days", { days });
    if (days > 0) return t("length.days_hours", { days, hours });
    if (hours > 0) return minutes === 0 ? t("length.hours", { hours }) : t("length.hours_minutes", { hours, minutes });
    return minutes === 0 ? t("length.below_a_minute") : t("length.minutes", { minutes });
}

/// "3 d 2 h left", "2 h over", "2 h ago" ...
export function left(iso: string): { readonly text: string; readonly over: boolean; readonly seconds: number } {
    const away = (Date.parse(iso) - now.value) / 1000;
    return away >= 0
        ? { text: t("clock.left", { length: length(away) }), over: false, seconds: away }
        : { text: t("clock.over", { length: length(away) }), over: true, seconds: away };
}
export function ago(iso: string): string {
    const away = (now.value - Date.parse(iso)) / 1000;
    return away < 60 ? t("time.just_now") : t("time.ago", { length: length(away) });
}

/// Of an `<input type="datetime-local">` in the viewer's zone, as the API takes it; "" when it is none.
export function toApi(local: string): string {
    const at = new Date(local);
    return local === "" || Number.isNaN(at.getTime()) ? "" : at.toISOString().replace(/\.\d+Z$/, "Z");
}
export function toLocal(iso: string): string {
    const at = new Date(iso);
    if (Number.isNaN(at.getTime())) return "";
    const two = (n: number): string => String(n).padStart(2, "0");
    return `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
export function zone(): string {
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

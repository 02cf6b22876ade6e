// That somebody is recorded as away while they work: it stands in the frame, quietly, and is ended from there.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { absences, endAbsence } from "../api/house";
import { Problem } from "../api/problem";
import type { Absence } from "../api/types";
import { tell } from "../frame/toasts";
import { t } from "../i18n";
import { moment, now } from "../i18n/time";
import { may, session } from "../session";
import { Chip } from "../ui/chip";
import { endOf } from "./absences";

/// Absences of whoever is signed in that were said here, and when they were read.
const own = signal<{ readonly items: readonly Absence[]; readonly at: number }>({ items: [], at: 0 });
/// Others may say or end it meanwhile, which no stream tells.
const read_again_ms = 300_000;

export function putOwn(told: { readonly items: readonly Absence[]; readonly as_of: string }): void {
    own.value = { items: told.items.filter((one) => one.person === session.value?.person), at: Date.parse(told.as_of) };
}
async function read(): Promise<void> {
    try {
        putOwn(await absences());
    } catch (failed) {
        // Then it is not said here; the page of absences says why.
        if (!(failed instanceof Problem)) throw failed;
    }
}

export function OwnAbsence() {
    const [sure, setSure] = useState(false);
    const [busy, setBusy] = useState(false);
    const person = session.value?.person;
    useEffect(() => {
        own.value = { items: [], at: 0 };
        if (!may("absences")) return undefined;
        void read();
        const timer = setInterval(() => !document.hidden && void read(), read_again_ms);
        return () => clearInterval(timer);
    }, [person]);
    // The time of the page moves on in steps, and one may have begun since the last.
    const at = Math.max(now.value, own.value.at);
    const one = own.value.items.find((each) => Date.parse(each.from) <= at && at < Date.parse(endOf(each)));
    useEffect(() => setSure(false), [one?.absence]);
    if (one === undefined) return null;
    const back = async (): Promise<void> => {
        if (!sure) {
            setSure(true);
            return;
        }
        setBusy(true);
        try {
            await endAbsence(one.absence);
            own.value = { ...own.value, items: own.value.items.filter((each) => each.absence !== one.absence) };
            tell({ words: t("away.is_back") });
            // The button is gone; whoever pressed it by keys goes on in the page.
            document.getElementById("main")?.focus();
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            tell({ words: t("away.not_ended"), problem: failed });
            await read();
        }
        setBusy(false);
    };
    return (
        <p class="own-absence">
            <Chip tone="waiting">{t("away.own", { until: moment(one.until) })}</Chip>
            <button type="button" class="link" disabled={busy} onClick={() => void back()}>{t(sure ? "away.back_sure" : "away.back")}</button>
        </p>
    );
}

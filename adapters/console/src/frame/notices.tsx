// What lies over every page: that something is not up to date, what waits to be sent, and what was just done.
import { useEffect, useRef, useState } from "preact/hooks";
import { troubleSince } from "../api/client";
import { waitingActs } from "../case/sending";
import { t } from "../i18n";
import { hour, now } from "../i18n/time";
import { useKeys } from "../keys/use";
import { exchangeWaits, grace, live } from "../live/stream";
import { addressOf } from "../route";
import { Icon } from "../ui/icons";
import { ProblemCard } from "../ui/problem_card";
import { focusPage } from "./focus";
import { dismiss, toasts } from "./toasts";

/// Whether the pages are kept up to date by the stream; after the grace of a connection that comes again at once.
export function usePaused(): boolean {
    const state = live.value;
    const [paused, setPaused] = useState(false);
    const open = state?.open ?? null;
    useEffect(() => {
        if (open !== false) {
            setPaused(false);
            return undefined;
        }
        const timer = setTimeout(() => setPaused(true), grace);
        return () => clearTimeout(timer);
    }, [open]);
    return paused;
}

export function Banner() {
    const paused = usePaused();
    const trouble = troubleSince.value;
    if (trouble !== null) return <p class="banner breach" role="status">{t("banner.trouble", { at: hour(trouble) })}</p>;
    if (paused) return <p class="banner" role="status">{t("banner.paused", { at: hour(live.value?.at ?? now.value) })}</p>;
    const waits = exchangeWaits.value;
    if (waits !== null) return <p class="banner" role="status">{t("banner.exchange", { at: hour(waits) })}</p>;
    return null;
}

function useSeconds(on: boolean): number {
    const [at, set] = useState(Date.now());
    useEffect(() => {
        if (!on) return undefined;
        set(Date.now());
        const timer = setInterval(() => set(Date.now()), 500);
        return () => clearInterval(timer);
    }, [on]);
    return at;
}

export function Notices() {
    const waiting = waitingActs.value;
    const at = useSeconds(waiting.length > 0);
    const box = useRef<HTMLDivElement>(null);
    const came = useRef<Element | null>(null);
    // It lies far behind everything else in the order of Tab, and what waits goes within seconds.
    useKeys({
        notices: () => {
            if (box.current?.contains(document.activeElement) !== true) came.current = document.activeElement;
            box.current?.querySelector<HTMLElement>("button, a")?.focus();
        },
    }, waiting.length + toasts.value.length > 0);
    const back = (): void => {
        if (came.current instanceof HTMLElement && came.current !== document.body && came.current.isConnected) came.current.focus();
        else focusPage();
    };
    return (
        <div class="notices" ref={box} onKeyDown={(event) => event.key === "Escape" && back()}>
            {waiting.map((one) => (
                <div key={one.id} class="toast waiting">
                    <span role="timer" aria-live="off">
                        <a href={addressOf("case", one.reference)}>{one.reference}</a>: {t("sending.in", { what: one.label, seconds: Math.max(0, Math.ceil((one.sendsAt - at) / 1000)) })}
                    </span>
                    <button type="button" onClick={one.cancel}>{t("sending.cancel")} <kbd>w</kbd></button>
                    <button type="button" class="quiet" onClick={one.sendNow}>{t("sending.now")}</button>
                </div>
            ))}
            <div role="status" aria-live="polite">
                {toasts.value.map((one) => (
                    <div key={one.id} class={`toast${one.problem === undefined ? "" : " bad"}`}>
                        <span>{one.words}</span>
                        {one.problem !== undefined && <ProblemCard problem={one.problem} />}
                        {one.link !== undefined && <a href={one.link.to}>{one.link.words}</a>}
                        {one.undo !== undefined && (
                            <button type="button" onClick={() => { dismiss(one.id); one.undo?.run(); }}>
                                {one.undo.words} <kbd>u</kbd>
                            </button>
                        )}
                        <button type="button" class="quiet" aria-label={t("close")} onClick={() => dismiss(one.id)}><Icon name="close" /></button>
                    </div>
                ))}
            </div>
        </div>
    );
}

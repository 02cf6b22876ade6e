// Who is signed in, and signing in again over the page that is open: nothing that was typed is lost by it.
import { computed, signal } from "@preact/signals";
import { askOnce, patiently } from "./api/client";
import { Problem } from "./api/problem";
import type { Session } from "./api/types";
import { forgetAll, unsaved } from "./case/composer";
import { cancelAll, waitingActs } from "./case/sending";
import { t } from "./i18n";

/// undefined: not asked yet; null: nobody.
export const session = signal<Session | null | undefined>(undefined);
/// The session ended under an open page, and its person is asked to prove anew who they are.
export const over = signal<string | null>(null);

/// Why signing out did not end the session; null: it was not tried, or it did.
export const stillSignedIn = signal<Problem | null>(null);

const path = "/api/v1/session";
let waiting: { resolve: () => void; reject: (why: Error) => void }[] = [];

export const permissions = computed(() => new Set(session.value?.permissions ?? []));
export const may = (what: string): boolean => permissions.value.has(what);

export async function readSession(): Promise<void> {
    try {
        session.value = (await patiently([300, 800], () => askOnce<Session>("GET", path, {}))).data;
    } catch (failed) {
        if (failed instanceof Problem && failed.status === 401) session.value = null;
        else throw failed;
    }
}

export async function signIn(login: string, password: string): Promise<void> {
    // Signing in twice is signing in.
    const fresh = (await patiently([300, 800], () => askOnce<Session>("POST", path, { body: { login, password } }))).data;
    if (over.value !== null && fresh.person !== over.value) {
        // Somebody else at the same desk must not go on with what the first one typed, nor have it sent in their name.
        cancelAll();
        forgetAll();
        location.reload();
        return;
    }
    session.value = fresh;
    over.value = null;
    const those = waiting;
    waiting = [];
    for (const one of those) one.resolve();
}

/// Waits until the same person signed in again.
export function signInAgain(): Promise<void> {
    if (session.value === null || session.value === undefined) return Promise.reject(new Error("nobody is signed in"));
    over.value = session.value.person;
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
}

/// Whoever goes is asked before words are lost that are kept nowhere else.
/// Nor is a letter dropped in silence that still waits to go.
const mayGo = (): boolean => (unsaved().length === 0 || confirm(t("sign_out.unsaved")))
    && (waitingActs.value.length === 0 || confirm(t("sign_out.waiting", { n: waitingActs.value.length })));

/// Loads the console anew: neither drafts nor words of a case that were read are there for whoever signs in next.
function leave(): void {
    cancelAll();
    forgetAll();
    over.value = null;
    session.value = null;
    location.assign("/console/");
}

/// Goes without signing in again; whoever asked for something is told that it will not be answered.
export function giveUp(): void {
    if (!mayGo()) return;
    const those = waiting;
    waiting = [];
    leave();
    for (const one of those) one.reject(new Problem(401, { type: "about:blank", status: 401, code: "not_signed_in" }));
}

export async function signOut(): Promise<void> {
    // Not sent by somebody who has gone; its draft is kept.
    cancelAll();
    await Promise.all(unsaved().map((one) => one.save()));
    if (!mayGo()) return;
    try {
        await end();
    } catch (failed) {
        if (!(failed instanceof Problem)) throw failed;
        // A session that has ended already is what was wanted; one that could not be ended is said to be open still,
        // since somebody who goes from the desk believes it is not.
        if (failed.status !== 401) {
            stillSignedIn.value = failed;
            return;
        }
    }
    leave();
}

async function end(): Promise<void> {
    try {
        await askOnce("DELETE", path, {});
    } catch (failed) {
        if (!(failed instanceof Problem) || failed.code !== "csrf_token_wrong") throw failed;
        // Another window renewed the session.
        await readSession();
        await askOnce("DELETE", path, {});
    }
}

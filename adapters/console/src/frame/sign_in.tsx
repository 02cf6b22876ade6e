// Signing in: a page of its own, or over the page that is open when its session ended.
import { useEffect, useRef, useState } from "preact/hooks";
import { version } from "../api/calls";
import { Problem } from "../api/problem";
import { t } from "../i18n";
import { giveUp, over, signIn, signOut, stillSignedIn } from "../session";
import { Dialog } from "../ui/dialog";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";
import { LanguageSwitch } from "./preferences";

function Form({ login: fixed }: { login?: string }) {
    const [login, setLogin] = useState(fixed ?? "");
    const [password, setPassword] = useState("");
    const [busy, setBusy] = useState(false);
    const [problem, setProblem] = useState<Problem | null>(null);
    const first = useRef<HTMLInputElement>(null);
    const ways = useLoading("ways", version);
    useEffect(() => first.current?.focus(), []);
    const send = async (event: Event): Promise<void> => {
        event.preventDefault();
        setBusy(true);
        setProblem(null);
        try {
            await signIn(login.trim(), password);
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            setProblem(failed);
            setPassword("");
            first.current?.focus();
        }
        setBusy(false);
    };
    return (
        <form class="sign-in" onSubmit={(event) => void send(event)}>
            {problem !== null && <ProblemCard problem={problem} />}
            <label>
                <span>{t("sign_in.login")}</span>
                <input
                    name="login" autocomplete="username" autocapitalize="none" spellcheck={false} required value={login}
                    ref={fixed === undefined ? first : null} readOnly={fixed !== undefined} autofocus={fixed === undefined}
                    onInput={(event) => setLogin(event.currentTarget.value)}
                />
            </label>
            <label>
                <span>{t("sign_in.password")}</span>
                <input
                    name="password" type="password" autocomplete="current-password" required autofocus={fixed !== undefined} value={password}
                    ref={fixed === undefined ? null : first}
                    onInput={(event) => setPassword(event.currentTarget.value)}
                />
            </label>
            <button class="main" disabled={busy}>{t("sign_in.go")}</button>
            {ways.data?.sign_in.includes("oidc") === true && fixed === undefined && (
                <a class="button" href="/api/v1/oidc/start">{t("sign_in.oidc")}</a>
            )}
        </form>
    );
}

export function SignInPage() {
    useEffect(() => {
        document.title = `${t("sign_in.title")} · Redress`;
    });
    return (
        <main class="alone">
            <h1>{t("sign_in.title")}</h1>
            <Form />
            <LanguageSwitch />
        </main>
    );
}

export function SignInAgain() {
    if (over.value === null) return null;
    return (
        <Dialog title={t("sign_in.again")}>
            <p>{t("sign_in.kept")}</p>
            <Form login={over.value} />
            <button type="button" class="link" onClick={giveUp}>{t("sign_in.leave")}</button>
        </Dialog>
    );
}

/// Signing out failed, which nobody who leaves the desk may overlook.
export function StillSignedIn() {
    const why = stillSignedIn.value;
    if (why === null) return null;
    const close = (): void => void (stillSignedIn.value = null);
    return (
        <Dialog title={t("sign_out.failed")} close={close}>
            <ProblemCard problem={why} />
            <p>{t("sign_out.still")}</p>
            <div class="row">
                <button type="button" class="main" onClick={() => { close(); void signOut(); }}>{t("problem.again")}</button>
                <button type="button" onClick={close}>{t("sign_out.stay")}</button>
            </div>
        </Dialog>
    );
}

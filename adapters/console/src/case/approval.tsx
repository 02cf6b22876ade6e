// What one person may not do alone: the code of the act for whoever approves it, and the approval of somebody else's.
import { approve } from "../api/house";
import type { Problem } from "../api/problem";
import { tell } from "../frame/toasts";
import { t, verb } from "../i18n";
import { addressOf, go } from "../route";
import { session } from "../session";
import { useAttempt } from "../ui/attempt";
import { ProblemCard } from "../ui/problem_card";

/// What a refusal says has to be approved: exactly this act with exactly these words.
export function digestIn(problem: Problem | null): string | undefined {
    return (problem?.body.blockers ?? []).find((one) => one.fix === "approved_by" || one.fix === "approved_digest")?.args?.digest;
}

export function NeedsApproval({ reference, event, digest }: { reference: string; event: string; digest: string }) {
    const link = new URL(addressOf("case", reference, { approve: event, digest }), location.href).href;
    return (
        <section class="approval" aria-label={t("approval.needed")}>
            <h3>{t("approval.needed")}</h3>
            <p>{t("approval.hand_on")}</p>
            <p class="row"><code class="hash">{link}</code> <button type="button" onClick={() => void navigator.clipboard.writeText(link).then(() => tell({ words: t("approval.copied") }))}>{t("approval.copy")}</button></p>
            <p class="small">{t("approval.then")}</p>
        </section>
    );
}

export function ApproveHere({ reference, event, digest }: { reference: string; event: string; digest: string }) {
    const { problem, busy, attempt } = useAttempt();
    const away = (): void => go(addressOf("case", reference), "replace");
    return (
        <section class="card approval" aria-labelledby="approval-title">
            <h2 id="approval-title">{t("approval.asked", { what: verb(event) })}</h2>
            <p>{t("approval.look_first")}</p>
            <p class="small">{t("approval.code")} <code class="hash">{digest}</code></p>
            {problem !== null && <ProblemCard problem={problem} />}
            <p class="row">
                <button type="button" class="main" disabled={busy} onClick={() => void attempt(async () => {
                    await approve(reference, event, digest);
                    tell({ words: t("repin.approved", { who: session.value?.person ?? "" }) });
                    away();
                })}>{t("repin.give")}</button>
                <button type="button" class="quiet" onClick={away}>{t("close")}</button>
            </p>
        </section>
    );
}

// What went wrong: plain cause, what is safe, what to do, and the number by which the log has it.
import { t, type Key } from "../i18n";
import { inWords } from "../i18n/in_words";
import type { Problem } from "../api/problem";

const own: Readonly<Record<string, Key>> = { unreachable: "problem.unreachable", not_signed_in: "problem.not_signed_in" };

export function ProblemCard({ problem, safe, retry }: { problem: Problem; safe?: string | undefined; retry?: (() => void) | undefined }) {
    const { body } = problem;
    const key = own[body.code];
    const blockers = body.blockers ?? [];
    return (
        <div class="problem" role="alert">
            <p class="title">{key === undefined ? (body.title ?? t("problem.failure")) : t(key)}</p>
            {blockers.length > 0
                ? blockers.map((one) => (
                      <p key={one.code}>
                          {one.words} {inWords(one.what_to_do)}
                          {(one.could ?? []).length > 0 && ` ${t("actions.could", { who: (one.could ?? []).join(", ") })}`}
                      </p>
                  ))
                : body.detail !== undefined && <p>{body.detail}</p>}
            {(body.errors ?? []).map((one) => (
                <p key={one.pointer}>
                    <code>{one.pointer.slice(1)}</code>: {one.detail}
                </p>
            ))}
            {blockers.length === 0 && body.fix !== undefined && <p>{inWords(body.fix)}</p>}
            {safe !== undefined && <p>{safe}</p>}
            {body.trace_id !== undefined && (
                <p class="small">
                    {t("problem.trace")} <code>{body.trace_id}</code>
                </p>
            )}
            {retry !== undefined && (
                <button type="button" onClick={retry}>
                    {t("problem.again")}
                </button>
            )}
        </div>
    );
}

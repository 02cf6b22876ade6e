import type { ProblemBody } from "./types";

/// Why a request did not get what it asked for. `status` 0: nothing answered.
export class Problem extends Error {
    constructor(
        readonly status: number,
        readonly body: ProblemBody,
        readonly retryAfterSeconds?: number,
    ) {
        super(body.title ?? body.code);
    }
    get code(): string {
        return this.body.code;
    }
    /// Nothing is wrong with the request: the same one may be answered later.
    get passing(): boolean {
        return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
    }
}

export function problemOf(status: number, text: string, retryAfter: string | null): Problem {
    const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
    let body: ProblemBody = { type: "about:blank", status, code: "failure" };
    try {
        const told: unknown = JSON.parse(text);
        if (typeof told === "object" && told !== null && "code" in told) body = told as ProblemBody;
    } catch {
        // A proxy on the way answers in its own form.
    }
    return new Problem(status, body, Number.isFinite(seconds) ? seconds : undefined);
}

export const unreachable = (): Problem => new Problem(0, { type: "about:blank", status: 0, code: "unreachable" });

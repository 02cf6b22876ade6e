// Something that is asked of the API on a click: its buttons rest meanwhile, and why it was refused stands beside them.
import { useState } from "preact/hooks";
import { Problem } from "../api/problem";

interface Attempt {
    readonly problem: Problem | null;
    readonly busy: boolean;
    readonly attempt: (what: () => Promise<void>) => Promise<void>;
    readonly forget: () => void;
}

export function useAttempt(): Attempt {
    const [problem, setProblem] = useState<Problem | null>(null);
    const [busy, setBusy] = useState(false);
    const attempt = async (what: () => Promise<void>): Promise<void> => {
        setBusy(true);
        setProblem(null);
        try {
            await what();
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            setProblem(failed);
        }
        setBusy(false);
    };
    return { problem, busy, attempt, forget: () => setProblem(null) };
}

// Which answer a list waits for. Only the latest counts, and what somebody asked for is not overtaken by what merely
// changed meanwhile.
type Kind = "whole" | "next" | "refresh";

export class Asking {
    private latest = 0;
    private under: Kind | null = null;
    private due = false;

    /// The number of what is asked now; null: not now.
    begin(kind: Kind): number | null {
        if (kind === "whole") this.due = false;
        else if (this.under === "whole" || this.under === "next") {
            if (kind === "refresh") this.due = true;
            return null;
        } else if (kind === "next" && this.under === "refresh") this.due = true;
        this.under = kind;
        return ++this.latest;
    }
    isLatest(mine: number): boolean {
        return mine === this.latest;
    }
    /// Whether a look was put off that is to be taken now.
    end(mine: number): boolean {
        if (mine !== this.latest) return false;
        const due = this.due;
        this.under = null;
        this.due = false;
        return due;
    }
    /// No answer that still comes is wanted.
    forget(): void {
        this.latest++;
        this.under = null;
        this.due = false;
    }
}

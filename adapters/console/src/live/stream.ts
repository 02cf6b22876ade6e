// What changes, as the server tells it: one connection for all pages of a browser, since a browser opens six to one
// place at most. The page that holds a lock listens and tells the others; when it goes, the next one takes over.
import { signal } from "@preact/signals";

export interface Change {
    readonly case: string;
    readonly event: string;
    readonly at: string;
    readonly state: string;
    readonly version?: number;
    readonly refused: boolean;
}
type Heard = { kind: "change"; change: Change } | { kind: "reset" };
type Exchange = { kind: "exchange"; since: number | null };
type Said = Heard | Exchange | { kind: "state"; open: boolean; at: number } | { kind: "who" };

/// When it was last known that nothing is missed, and whether that is so now. `null`: not connected yet.
export const live = signal<{ readonly open: boolean; readonly at: number } | null>(null);
/// Since when events from and to other systems wait; null: they do not, or nobody knows.
export const exchangeWaits = signal<number | null>(null);
/// Grace before a connection that is being made again counts as lost, in milliseconds.
export const grace = 3000;

const listeners = new Set<(heard: Heard) => void>();
export function onChange(listener: (heard: Heard) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

export const retryAfter = (failures: number): number => Math.min(5000, 250 * 2 ** Math.min(failures, 5));

/// The connection itself. Comes again by itself, with the last id that it has seen, faster than the browser would.
export class Connection {
    private source: EventSource | null = null;
    private last = "";
    private failures = 0;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private ended = false;
    private opened = false;

    constructor(
        private readonly tell: (said: Said) => void,
        private readonly make: (url: string) => EventSource = (url) => new EventSource(url),
    ) {
        this.open();
    }

    private open(): void {
        if (this.ended) return;
        const query = this.last === "" ? "" : `?last_event_id=${encodeURIComponent(this.last)}`;
        const source = this.make(`/api/v1/stream${query}`);
        this.source = source;
        const again = this.opened;
        source.onopen = () => {
            this.failures = 0;
            this.opened = true;
            this.tell({ kind: "state", open: true, at: Date.now() });
            // Where it stopped is learned with the first change; before that, what was missed is read anew.
            if (again && query === "") this.tell({ kind: "reset" });
        };
        const note = (event: MessageEvent<string>): void => {
            if (event.lastEventId !== "") this.last = event.lastEventId;
        };
        source.onmessage = note;
        source.addEventListener("case", (event) => {
            const message = event as MessageEvent<string>;
            note(message);
            try {
                this.tell({ kind: "change", change: JSON.parse(message.data) as Change });
            } catch {
                this.tell({ kind: "reset" });
            }
        });
        source.addEventListener("reset", () => this.tell({ kind: "reset" }));
        source.addEventListener("exchange", (event) => {
            const waits = (event as MessageEvent<string>).data.includes("true");
            this.tell({ kind: "exchange", since: waits ? Date.now() : null });
        });
        // The server says that it cannot look at the moment, though the line is there.
        source.addEventListener("paused", () => this.tell({ kind: "state", open: false, at: Date.now() }));
        source.addEventListener("resumed", () => this.tell({ kind: "state", open: true, at: Date.now() }));
        source.onerror = () => this.lose(source);
    }

    private lose(source: EventSource): void {
        source.close();
        if (this.source !== source || this.ended) return;
        this.tell({ kind: "state", open: false, at: Date.now() });
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.open(), retryAfter(this.failures++));
    }

    /// The browser says that it has no network, which an open connection learns of much later.
    offline(): void {
        if (this.source !== null) this.lose(this.source);
    }
    /// It has one again: nobody waits for the next try.
    online(): void {
        if (this.ended || this.source?.readyState === 1) return;
        clearTimeout(this.timer);
        this.source?.close();
        this.failures = 0;
        this.open();
    }

    end(): void {
        this.ended = true;
        clearTimeout(this.timer);
        this.source?.close();
        this.source = null;
    }
}

function hear(said: Said): void {
    if (said.kind === "state") live.value = { open: said.open, at: said.open ? said.at : (live.value?.at ?? said.at) };
    // A connection that is made anew is told again; since when, it was known before.
    if (said.kind === "exchange") exchangeWaits.value = said.since === null ? null : (exchangeWaits.value ?? said.since);
    if (said.kind === "change" || said.kind === "reset") {
        if (live.value?.open === true) live.value = { open: true, at: Date.now() };
        for (const one of listeners) one(said);
    }
}

/// Begins to listen; returns what ends it.
export function startLive(): () => void {
    const channel = new BroadcastChannel("redress.live");
    let connection: Connection | null = null;
    let release: (() => void) | null = null;
    let open = false;
    const lead = (): void => {
        const say = (said: Said): void => {
            hear(said);
            channel.postMessage(said);
        };
        // What came between the page that listened before and this one was heard by nobody.
        let gap = live.value !== null;
        connection = new Connection((said) => {
            if (said.kind === "state") open = said.open;
            say(said);
            if (gap && open) {
                gap = false;
                say({ kind: "reset" });
            }
        });
    };
    channel.onmessage = (event: MessageEvent<Said>) => {
        if (event.data.kind !== "who") hear(event.data);
        else if (connection !== null) {
            channel.postMessage({ kind: "state", open, at: Date.now() } satisfies Said);
            channel.postMessage({ kind: "exchange", since: exchangeWaits.value } satisfies Said);
        }
    };
    const stop = new AbortController();
    addEventListener("offline", () => connection?.offline(), { signal: stop.signal });
    addEventListener("online", () => connection?.online(), { signal: stop.signal });
    if (navigator.locks === undefined) {
        lead();
    } else {
        navigator.locks
            .request("redress.live", { signal: stop.signal }, () => {
                lead();
                return new Promise<void>((resolve) => (release = resolve));
            })
            .catch(() => undefined);
        channel.postMessage({ kind: "who" } satisfies Said);
    }
    return () => {
        stop.abort();
        release?.();
        connection?.end();
        channel.close();
        live.value = null;
        exchangeWaits.value = null;
    };
}

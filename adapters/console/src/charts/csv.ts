// A table as CSV (RFC 4180), as spreadsheets open it: with the mark of UTF-8, and nothing that they take for a formula.
export type Cell = string | number;

/// A cell that begins like a formula is opened as text.
function cell(value: Cell): string {
    const text = typeof value === "number" ? String(value) : /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
export function csvOf(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
    return "\uFEFF" + [heads, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/// Has the browser keep a file that was made here.
export function keep(name: string, text: string, type = "text/csv;charset=utf-8"): void {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

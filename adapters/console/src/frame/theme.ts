import { signal } from "@preact/signals";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];
const kept = "redress.theme";

export const theme = signal<Theme>("system");
export function useTheme(one: Theme): void {
    theme.value = one;
    if (one === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = one;
    try {
        localStorage.setItem(kept, one);
    } catch {
        // It holds until the page is closed.
    }
}
export function startTheme(): void {
    let before: string | null = null;
    try {
        before = localStorage.getItem(kept);
    } catch {
        // The system decides.
    }
    useTheme(themes.find((one) => one === before) ?? "system");
}

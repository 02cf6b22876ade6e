// The few shapes that stand beside words, never instead of them.
const paths = {
    neutral: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2" />,
    active: <path d="M5 3l8 5-8 5z" fill="currentColor" />,
    waiting: <path d="M4 3h3v10H4zM9 3h3v10H9z" fill="currentColor" />,
    escalated: <path d="M8 3l6 10H2z" fill="currentColor" />,
    breach: <path d="M8 1l6 7-6 7-6-7z" fill="currentColor" />,
    done: <path d="M3 8l3.500 3.500L13 5" fill="none" stroke="currentColor" stroke-width="2.200" />,
    search: <path d="M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2zm4 9l3.500 3.500" fill="none" stroke="currentColor" stroke-width="2" />,
    clock: <path d="M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 3v3l2.500 2" fill="none" stroke="currentColor" stroke-width="1.600" />,
    close: <path d="M4 4l8 8M12 4l-8 8" stroke="currentColor" stroke-width="2" />,
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
    return (
        <svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
            {paths[name]}
        </svg>
    );
}

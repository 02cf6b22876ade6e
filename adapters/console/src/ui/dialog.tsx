// A window over the page, by the browser's own means: it keeps the focus inside, closes on Escape, and what is behind
// it is out of reach.
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { Icon } from "./icons";

interface Props {
    readonly title: string;
    readonly close?: (() => void) | undefined;
    readonly children: preact.ComponentChildren;
    readonly kind?: string;
}

export function Dialog({ title, close, children, kind = "" }: Props) {
    const box = useRef<HTMLDialogElement>(null);
    useEffect(() => {
        const one = box.current;
        const back = document.activeElement;
        one?.showModal();
        return () => {
            one?.close();
            if (back instanceof HTMLElement && back.isConnected) back.focus();
        };
    }, []);
    return (
        <dialog
            ref={box}
            class={kind}
            aria-label={title}
            onCancel={(event) => {
                event.preventDefault();
                close?.();
            }}
        >
            <header>
                <h2>{title}</h2>
                {close !== undefined && (
                    <button type="button" class="quiet" onClick={close} aria-label={t("close")}>
                        <Icon name="close" />
                    </button>
                )}
            </header>
            {children}
        </dialog>
    );
}

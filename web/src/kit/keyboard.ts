// Shortcuts: "ctrl+k", "shift+alt+w", "g h" (one key after the other), "j".

import { useEffect, useEffectEvent } from 'react';

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export interface Shortcut {
    keys: string;
    label: string;
    run: () => void;
    /** Shown in the overview under this heading. */
    group?: string;
    /** Also while typing; combinations with Ctrl or Alt always work. */
    always?: boolean;
}

const editable = (target: EventTarget | null) =>
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type));

const code = (event: KeyboardEvent) => {
    if (/^Digit\d$/.test(event.code)) return event.code.slice(5);
    if (event.altKey && /^Key[A-Z]$/.test(event.code)) return event.code.slice(3).toLowerCase();
    return event.key.toLowerCase();
};

export function keysOf(event: KeyboardEvent): string {
    const control = event.ctrlKey || (mac && event.metaKey);
    const name = code(event);
    const shift = event.shiftKey && (name.length > 1 || control || event.altKey);
    return [control && 'ctrl', shift && 'shift', event.altKey && 'alt', name]
        .filter(Boolean)
        .join('+');
}

const active: Shortcut[][] = [];
let prefix = '';
let prefixTimer = 0;

function handle(event: KeyboardEvent) {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const pressed = keysOf(event);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const typing = plain && editable(event.target);
    const sequence = prefix ? `${prefix} ${pressed}` : pressed;
    prefix = '';
    const all = active.flat().reverse();
    const found = all.find((one) => one.keys === sequence && (!typing || one.always));
    if (found) {
        event.preventDefault();
        found.run();
    } else if (!typing && all.some((one) => one.keys.startsWith(`${pressed} `))) {
        prefix = pressed;
        clearTimeout(prefixTimer);
        prefixTimer = window.setTimeout(() => (prefix = ''), 1200);
    }
}

/** Makes the shortcuts work while the component is shown; the newest wins. */
export function useShortcuts(shortcuts: Shortcut[]) {
    const run = useEffectEvent((index: number) => shortcuts[index]?.run());
    const names = shortcuts.map((one) => `${one.keys}|${one.label}|${one.group ?? ''}`).join('\n');
    useEffect(() => {
        const own = names
            .split('\n')
            .filter(Boolean)
            .map((line, index) => {
                const [keys = '', label = '', group = ''] = line.split('|');
                return { keys, label, group, run: () => run(index) };
            });
        if (active.length === 0) addEventListener('keydown', handle);
        active.push(own);
        return () => {
            active.splice(active.indexOf(own), 1);
            if (active.length === 0) removeEventListener('keydown', handle);
        };
    }, [names]);
}

/** What works now, for the overview; what belongs to the page shown comes first. */
export const activeShortcuts = () => active.toReversed().flat();

const shown: Record<string, string> = {
    ctrl: mac ? '⌘' : 'Ctrl',
    alt: mac ? '⌥' : 'Alt',
    shift: mac ? '⇧' : 'Shift',
    enter: mac ? '↵' : 'Enter',
    arrowup: '↑',
    arrowdown: '↓',
    escape: 'Esc',
    ' ': 'Space',
};

/** "ctrl+k" as people read it: "Ctrl K". */
export const keyText = (keys: string) =>
    keys
        .split(' ')
        .map((part) =>
            part
                .split('+')
                .map((key) => shown[key] ?? (key.length === 1 ? key.toUpperCase() : key))
                .join(' '),
        )
        .join(' ');

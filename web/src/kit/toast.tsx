import { useSyncExternalStore } from 'react';

interface Toast {
    id: number;
    text: string;
    action?: { label: string; run: () => void } | undefined;
}

let toasts: Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();
const change = (all: Toast[]) => {
    toasts = all;
    for (const listener of listeners) listener();
};
const remove = (id: number) => change(toasts.filter((one) => one.id !== id));

/** Says that something has been done, for five seconds. Never for errors: they stay where they are. */
export function toast(text: string, action?: Toast['action']) {
    const id = next++;
    change([...toasts.slice(-2), { id, text, action }]);
    setTimeout(() => remove(id), 5000);
}

const listen = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
};

export function Toasts() {
    const all = useSyncExternalStore(listen, () => toasts);
    return (
        <div className="toasts" role="status" aria-live="polite">
            {all.map(({ id, text, action }) => (
                <div className="toast" key={id}>
                    <span>{text}</span>
                    {action && (
                        <button
                            type="button"
                            className="link"
                            onClick={() => {
                                remove(id);
                                action.run();
                            }}
                        >
                            {action.label}
                        </button>
                    )}
                </div>
            ))}
        </div>
    );
}

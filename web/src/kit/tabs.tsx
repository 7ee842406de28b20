import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { count } from './text.ts';

export interface Tab {
    id: string;
    label: ReactNode;
    count?: number | undefined;
}

export interface TabListProps {
    label: string;
    tabs: Tab[];
    selected: string;
    onSelect: (id: string) => void;
    className?: string;
    children?: ReactNode; // after the tabs
}

/** Tabs with one stop for the Tab key; arrows choose. */
export function TabList({ label, tabs, selected, onSelect, className, children }: TabListProps) {
    const ref = useRef<HTMLDivElement>(null);
    const move = (event: KeyboardEvent) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const at = tabs.findIndex((tab) => tab.id === selected);
        const to = tabs[(at + step + tabs.length) % tabs.length];
        if (!to) return;
        onSelect(to.id);
        ref.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(to.id)}"]`)?.focus();
    };
    const bar = (
        <div
            ref={ref}
            role="tablist"
            aria-label={label}
            onKeyDown={move}
            className={className ?? 'tablist'}
        >
            {tabs.map((tab) => (
                <button
                    type="button"
                    role="tab"
                    key={tab.id}
                    data-id={tab.id}
                    aria-selected={tab.id === selected}
                    tabIndex={tab.id === selected ? 0 : -1}
                    onClick={() => onSelect(tab.id)}
                >
                    {tab.label}
                    {tab.count !== undefined && <span className="n num">{count(tab.count)}</span>}
                </button>
            ))}
        </div>
    );
    if (!children) return bar;
    return (
        <div className="tabbar">
            {bar}
            {children}
        </div>
    );
}

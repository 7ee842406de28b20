import { Check } from 'lucide-react';
import {
    createContext,
    type KeyboardEvent,
    type ReactNode,
    useContext,
    useEffect,
    useId,
    useRef,
    useState,
} from 'react';
import { Float } from './float.tsx';

interface TriggerProps {
    ref: (element: HTMLButtonElement | null) => void;
    'aria-haspopup': 'menu';
    'aria-expanded': boolean;
    'aria-controls': string;
    onClick: () => void;
}

export interface MenuProps {
    label: string;
    /** Draws the button that opens the menu; spread the properties on it. */
    trigger: (properties: TriggerProps) => ReactNode;
    place?: 'start' | 'end' | 'side';
    children: ReactNode;
}

const CloseContext = createContext(() => {});

/** A menu button. Arrow keys, Home, End and first letters move; Escape and Tab leave. */
export function Menu({ label, trigger, place = 'start', children }: MenuProps) {
    const [open, setOpen] = useState(false);
    const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
    const id = useId();
    const close = () => {
        setOpen(false);
        anchor?.focus();
    };
    return (
        <>
            {trigger({
                ref: setAnchor,
                'aria-haspopup': 'menu',
                'aria-expanded': open,
                'aria-controls': id,
                onClick: () => setOpen(!open),
            })}
            {open && (
                <Float
                    anchor={anchor}
                    place={place}
                    onClose={() => setOpen(false)}
                    className="menu"
                >
                    <CloseContext value={close}>
                        <Items id={id} label={label} leave={() => setOpen(false)}>
                            {children}
                        </Items>
                    </CloseContext>
                </Float>
            )}
        </>
    );
}

type ItemsProps = { id: string; label: string; leave: () => void; children: ReactNode };

function Items({ id, label, leave, children }: ItemsProps) {
    const ref = useRef<HTMLDivElement>(null);
    const items = () => [...(ref.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    useEffect(() => {
        const first = ref.current?.querySelector<HTMLElement>(
            '[aria-checked=true], [role^=menuitem]',
        );
        first?.focus();
    }, []);
    const move = (event: KeyboardEvent) => {
        const all = items();
        const at = all.indexOf(document.activeElement as HTMLElement);
        const to = target(event.key, at, all);
        if (event.key === 'Tab') leave();
        if (to === undefined) return;
        event.preventDefault();
        all[to]?.focus();
    };
    return (
        <div ref={ref} id={id} role="menu" tabIndex={-1} aria-label={label} onKeyDown={move}>
            {children}
        </div>
    );
}

function target(key: string, at: number, all: HTMLElement[]): number | undefined {
    if (key === 'ArrowDown') return (at + 1) % all.length;
    if (key === 'ArrowUp') return (at - 1 + all.length) % all.length;
    if (key === 'Home') return 0;
    if (key === 'End') return all.length - 1;
    if (!/^\S$/.test(key)) return undefined;
    const starts = (item: HTMLElement) =>
        item.textContent?.toLowerCase().startsWith(key.toLowerCase());
    const order = [...all.keys()].map((i) => (at + 1 + i) % all.length);
    return order.find((i) => starts(all[i] as HTMLElement));
}

export interface MenuItemProps {
    onSelect: () => void;
    icon?: ReactNode;
    shortcut?: string | undefined;
    destructive?: boolean | undefined;
    checked?: boolean | undefined;
    children: ReactNode;
}

export function MenuItem({
    onSelect,
    icon,
    shortcut,
    destructive,
    checked,
    children,
}: MenuItemProps) {
    const close = useContext(CloseContext);
    const role = checked === undefined ? 'menuitem' : 'menuitemradio';
    return (
        <button
            type="button"
            role={role}
            aria-checked={checked}
            tabIndex={-1}
            className={destructive ? 'menu-item destructive' : 'menu-item'}
            onClick={() => {
                close();
                onSelect();
            }}
        >
            {icon}
            <span className="clip">{children}</span>
            {checked && <Check size={14} className="check-mark" aria-hidden="true" />}
            {shortcut && <kbd className="kbd">{shortcut}</kbd>}
        </button>
    );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
    <div className="menu-label" role="presentation">
        {children}
    </div>
);
export const MenuLine = () => <hr className="menu-line" />;

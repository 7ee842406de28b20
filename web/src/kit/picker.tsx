// A list to choose from with a text field that filters it: choices, references, columns, fields.

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Float } from './float.tsx';
import { t } from './text.ts';

export interface Option {
    value: string;
    label: string;
    detail?: string | undefined; // second line
    icon?: ReactNode;
}

export interface PickerProps {
    label: string;
    options: Option[];
    /** The chosen value, marked in the list. */
    value?: string | undefined;
    onPick: (option: Option) => void;
    onClose: () => void;
    /** Text of the field changed: load other options. Without it the options are filtered here. */
    onQuery?: (text: string) => void;
    loading?: boolean;
    placeholder?: string | undefined;
    /** Text in the field at the start, selected. */
    initial?: string;
    invalid?: boolean;
    /** Keeps what is typed when nothing is picked. */
    onText?: (text: string) => void;
    footer?: ReactNode;
    /** Below the field in the page instead of floating: where the picker is all there is to see. */
    inline?: boolean;
}

/** An open combobox, focused at once. Enter picks, Escape and leaving close. */
export function Picker(props: PickerProps) {
    const { label, options, value, onPick, onClose, onQuery, onText } = props;
    const [anchor, setAnchor] = useState<HTMLInputElement | null>(null);
    const [text, setText] = useState(props.initial ?? '');
    const [typed, setTyped] = useState(false);
    const id = useId();
    const shown = onQuery || !typed ? options : options.filter((one) => contains(one, text));
    const start = shown.findIndex((one) => one.value === value);
    const [active, setActive] = useState(Math.max(0, start));
    const listRef = useRef<HTMLDivElement>(null);
    useEffect(() => {
        listRef.current?.children[active]?.scrollIntoView({ block: 'nearest' });
    }, [active]);
    const type = (next: string) => {
        setText(next);
        setTyped(true);
        setActive(0);
        onQuery?.(next);
    };
    const keys = (event: KeyboardEvent) => {
        const last = shown.length - 1;
        const to = { ArrowDown: Math.min(last, active + 1), ArrowUp: Math.max(0, active - 1) }[
            event.key
        ];
        if (to !== undefined) {
            event.preventDefault();
            setActive(to);
        }
        if (event.key === 'Enter') {
            event.preventDefault();
            event.stopPropagation();
            const option = shown[active];
            if (option) onPick(option);
            else onText?.(text);
        }
        if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            onClose();
        }
    };
    const leave = () => {
        if (onText && typed) onText(text);
        onClose();
    };
    const found = (
        <>
            <div id={id} ref={listRef} role="listbox" aria-label={label} className="options">
                {shown.map((option, index) => (
                    <Row
                        key={option.value}
                        id={`${id}-${index}`}
                        option={option}
                        active={index === active}
                        chosen={option.value === value}
                        onPick={() => onPick(option)}
                    />
                ))}
            </div>
            {shown.length === 0 && (
                <div className="menu-label">
                    {props.loading ? t('Searching') : t('Nothing found')}
                </div>
            )}
            {props.footer}
        </>
    );
    return (
        <>
            <input
                ref={setAnchor}
                className="input"
                role="combobox"
                aria-label={label}
                aria-expanded="true"
                aria-controls={id}
                aria-activedescendant={shown[active] ? `${id}-${active}` : undefined}
                aria-invalid={props.invalid || undefined}
                autoComplete="off"
                autoFocus
                placeholder={props.placeholder}
                value={text}
                onFocus={(event) => event.target.select()}
                onChange={(event) => type(event.target.value)}
                onKeyDown={keys}
                onBlur={leave}
            />
            {props.inline ? (
                <div className="picker inline">{found}</div>
            ) : (
                <Float anchor={anchor} onClose={leave} match className="picker">
                    {found}
                </Float>
            )}
        </>
    );
}

const contains = (option: Option, text: string) =>
    `${option.label} ${option.detail ?? ''}`.toLowerCase().includes(text.toLowerCase());

type RowProps = {
    id: string;
    option: Option;
    active: boolean;
    chosen: boolean;
    onPick: () => void;
};

function Row({ id, option, active, chosen, onPick }: RowProps) {
    return (
        <div
            id={id}
            role="option"
            tabIndex={-1}
            aria-selected={chosen}
            data-active={active || undefined}
            className="menu-item option"
            onPointerDown={(event) => event.preventDefault()}
            onClick={onPick}
        >
            {option.icon}
            <span className="grow">
                <span className="clip label">{option.label || t('None')}</span>
                {option.detail && <span className="clip detail">{option.detail}</span>}
            </span>
        </div>
    );
}

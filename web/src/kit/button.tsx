import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
    look?: 'default' | 'primary' | 'private' | 'destructive' | 'quiet' | undefined;
    /** Shows a spinner and refuses clicks. */
    busy?: boolean | undefined;
    icon?: ReactNode;
    ref?: Ref<HTMLButtonElement>;
}

export function Button({
    look = 'default',
    busy,
    icon,
    children,
    className,
    ...rest
}: ButtonProps) {
    const classes = ['btn', look === 'default' ? '' : look, className ?? '']
        .filter(Boolean)
        .join(' ');
    return (
        <button
            type="button"
            {...rest}
            className={classes}
            aria-busy={busy || undefined}
            disabled={rest.disabled || busy}
        >
            {busy ? <span className="spin" /> : icon}
            {children}
        </button>
    );
}

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
    /** The name, shown as a tooltip too. */
    label: string;
    shortcut?: string | undefined;
    ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, shortcut, className = 'ib', ...rest }: IconButtonProps) {
    return (
        <button
            type="button"
            aria-label={label}
            data-tip={shortcut ? `${label}  ${shortcut}` : label}
            {...rest}
            className={className}
        />
    );
}

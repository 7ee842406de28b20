import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button, IconButton } from './button.tsx';
import { t } from './text.ts';

export interface DialogProps {
    title: string;
    onClose: () => void;
    wide?: boolean;
    footer?: ReactNode;
    /** Called by Enter in a field and by the button of type submit. */
    onSubmit?: () => void;
    children?: ReactNode;
}

/** A modal dialog; the browser keeps the focus inside and gives it back. */
export function Dialog({ title, onClose, wide, footer, onSubmit, children }: DialogProps) {
    const ref = useRef<HTMLDialogElement>(null);
    const id = useId();
    useEffect(() => {
        const before = document.activeElement as HTMLElement | null;
        const dialog = ref.current;
        if (dialog && !dialog.open) dialog.showModal?.();
        const first = dialog?.querySelector<HTMLElement>(
            '.body input, .body textarea, .body select, .body .vbtn, footer .btn.primary',
        );
        first?.focus();
        return () => before?.focus();
    }, []);
    const content = (
        <>
            <header>
                <h2 id={id}>{title}</h2>
                <IconButton label={t('Close')} onClick={onClose}>
                    <X size={16} />
                </IconButton>
            </header>
            {children && <div className="body">{children}</div>}
            {footer && <footer>{footer}</footer>}
        </>
    );
    return (
        <dialog
            ref={ref}
            className={wide ? 'dialog wide' : 'dialog'}
            aria-labelledby={id}
            onCancel={(event) => {
                event.preventDefault();
                onClose();
            }}
            onKeyDown={(event) => {
                event.stopPropagation();
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit?.();
            }}
        >
            {content}
        </dialog>
    );
}

export interface ConfirmProps {
    question: string;
    verb: string; // on the button: "Delete 3 attachments"
    text?: string | undefined;
    destructive?: boolean;
    busy?: boolean;
    onYes: () => void;
    onNo: () => void;
}

export function Confirm({ question, verb, text, destructive, busy, onYes, onNo }: ConfirmProps) {
    return (
        <Dialog
            title={question}
            onClose={onNo}
            footer={
                <>
                    <Button onClick={onNo}>{t('Cancel')}</Button>
                    <Button
                        look={destructive ? 'destructive' : 'primary'}
                        busy={busy}
                        onClick={onYes}
                    >
                        {verb}
                    </Button>
                </>
            }
        >
            {text && <p className="sub">{text}</p>}
        </Dialog>
    );
}

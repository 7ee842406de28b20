// Things that float beside an anchor in the browser's top layer, so nothing clips them.

import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';

export interface FloatProps {
    anchor: HTMLElement | null;
    onClose: () => void;
    /** Align the start, or the end, edges; or stand at the end side of the anchor. */
    place?: 'start' | 'end' | 'side';
    /** At least as wide as the anchor. */
    match?: boolean;
    className?: string;
    role?: string;
    id?: string;
    label?: string | undefined;
    children: ReactNode;
}

const gap = 4;

function position(element: HTMLElement, anchor: HTMLElement, place: string, match?: boolean) {
    const at = anchor.getBoundingClientRect();
    if (match) element.style.minWidth = `${at.width}px`;
    const { offsetWidth: width, offsetHeight: height } = element;
    const rtl = getComputedStyle(anchor).direction === 'rtl';
    const alignEnd = (place === 'end') !== rtl;
    const side = place === 'side';
    const left = side ? at.right + gap : alignEnd ? at.right - width : at.left;
    const below = side ? at.top : at.bottom + gap;
    const above = side ? at.bottom - height : at.top - gap - height;
    const fits = below + height <= innerHeight - 8 || above < 8;
    element.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    element.style.top = `${Math.max(8, Math.min(fits ? below : above, innerHeight - height - 8))}px`;
}

/** Closed by Escape, by a click elsewhere; follows its anchor while the page scrolls. */
export function Float({ anchor, onClose, place = 'start', match, children, ...rest }: FloatProps) {
    const ref = useRef<HTMLDivElement>(null);
    const close = useEffectEvent(onClose);
    useLayoutEffect(() => {
        const element = ref.current;
        if (!element || !anchor) return;
        element.showPopover?.();
        const update = () => position(element, anchor, place, match);
        update();
        const observer = new ResizeObserver(update);
        observer.observe(element);
        addEventListener('scroll', update, true);
        addEventListener('resize', update);
        return () => {
            observer.disconnect();
            removeEventListener('scroll', update, true);
            removeEventListener('resize', update);
        };
    }, [anchor, place, match]);
    useEffect(() => {
        const outside = (event: PointerEvent) => {
            const target = event.target as Node;
            if (!ref.current?.contains(target) && !anchor?.contains(target)) close();
        };
        addEventListener('pointerdown', outside, true);
        return () => removeEventListener('pointerdown', outside, true);
    }, [anchor]);
    const { className = '', label, ...others } = rest;
    return (
        <div
            ref={ref}
            popover="manual"
            className={`float pop ${className}`}
            aria-label={label}
            {...others}
            onKeyDown={(event) => {
                if (event.key !== 'Escape') return;
                event.stopPropagation();
                onClose();
                anchor?.focus();
            }}
        >
            {children}
        </div>
    );
}

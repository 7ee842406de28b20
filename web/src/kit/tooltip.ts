// One tooltip for the whole page: whatever has `data-tip` shows it on hover and on focus.

const delay = 350;

export function startTooltips() {
    const tip = document.createElement('div');
    tip.className = 'float tip';
    tip.popover = 'manual';
    tip.setAttribute('aria-hidden', 'true');
    document.body.append(tip);
    let timer = 0;
    let owner: Element | null = null;

    const hide = () => {
        clearTimeout(timer);
        owner = null;
        if (tip.matches(':popover-open')) tip.hidePopover();
    };
    const show = (element: HTMLElement) => {
        if (!element.isConnected || element.getAttribute('aria-expanded') === 'true') return;
        tip.textContent = element.dataset.tip ?? '';
        tip.showPopover();
        const at = element.getBoundingClientRect();
        const side = element.dataset.tipSide;
        const left =
            side === 'end'
                ? at.right + 8
                : side === 'start'
                  ? at.left - tip.offsetWidth - 8
                  : at.left + at.width / 2 - tip.offsetWidth / 2;
        const below = at.bottom + 6 + tip.offsetHeight < innerHeight;
        const top = side
            ? at.top + at.height / 2 - tip.offsetHeight / 2
            : below
              ? at.bottom + 6
              : at.top - 6 - tip.offsetHeight;
        tip.style.left = `${Math.max(6, Math.min(left, innerWidth - tip.offsetWidth - 6))}px`;
        tip.style.top = `${top}px`;
    };
    const enter = (event: Event) => {
        const element =
            (event.target as Element | null)?.closest?.<HTMLElement>('[data-tip]') ?? null;
        if (element === owner) return;
        hide();
        if (event.type === 'focusin' && !(event.target as Element).matches(':focus-visible'))
            return;
        owner = element;
        if (element) timer = window.setTimeout(() => show(element), delay);
    };
    document.addEventListener('pointerover', enter);
    document.addEventListener('focusin', enter);
    for (const name of ['pointerdown', 'keydown', 'scroll', 'pointerleave'])
        document.addEventListener(name, hide, true);
}

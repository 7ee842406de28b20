// Prepares a mail's HTML for its frame.

import DOMPurify from 'dompurify';

const forbidden = {
    FORBID_TAGS: [
        ...['style', 'form', 'input', 'button', 'textarea', 'select', 'option', 'svg', 'math'],
        ...[
            'video',
            'audio',
            'source',
            'picture',
            'map',
            'area',
            'object',
            'embed',
            'iframe',
            'meta',
        ],
        ...['link', 'base', 'title', 'dialog'],
    ],
    FORBID_ATTR: [
        'style',
        'id',
        'class',
        'name',
        'srcset',
        'background',
        'action',
        'ping',
        'tabindex',
        'popover',
    ],
    ALLOW_DATA_ATTR: false,
    ADD_ATTR: ['data-style'],
    ADD_URI_SAFE_ATTR: ['data-style'],
    // The last two are what is no address: a width, a colour.
    ALLOWED_URI_REGEXP:
        /^(?:https?:|mailto:|tel:|data:image\/(?:png|jpeg|gif|webp);|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
};

/** What may dress a text. Nothing that loads, or leaves its place. */
const dresses =
    /^(color|background-color|font-(weight|style|size|family)|text-(align|decoration(-line)?)|(margin|padding)(-\w+)?|border(-\w+)*|width|vertical-align|white-space)$/;

export interface MailContent {
    nodes: DocumentFragment;
    /** Images that would have been fetched from elsewhere. */
    blocked: number;
    /** The sender has chosen colours. */
    coloured: boolean;
}

export function mailContent(html: string, images: boolean): MailContent {
    const nodes = DOMPurify.sanitize(setAside(html), { ...forbidden, RETURN_DOM_FRAGMENT: true });
    let blocked = 0;
    for (const image of nodes.querySelectorAll('img')) {
        const address = image.getAttribute('src') ?? '';
        const own = /^(data:|\/(?!\/))/.test(address);
        if (own || (images && /^https:/i.test(address))) continue;
        if (/^https?:/i.test(address)) blocked += 1;
        image.removeAttribute('src');
        image.setAttribute('data-blocked', '');
    }
    let coloured = nodes.querySelector('[bgcolor], font[color]') !== null;
    for (const element of nodes.querySelectorAll<HTMLElement>('[data-style]'))
        coloured = dress(element) || coloured;
    for (const link of nodes.querySelectorAll('a')) {
        link.target = '_blank';
        link.rel = 'noopener noreferrer nofollow';
    }
    foldQuote(nodes);
    return { nodes, blocked, coloured };
}

/**
 * The page's policy forbids style attributes, so a parser that meets one complains. They wait under
 * another name; the server has escaped every bracket that is not a tag's own.
 */
const setAside = (html: string) =>
    html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle=/gi, ' data-style='));

/** Keeps the declarations that only dress; says whether one of them is a colour. */
function dress(element: HTMLElement): boolean {
    const wanted = document.createElement('span').style;
    wanted.cssText = element.dataset.style ?? '';
    delete element.dataset.style;
    const kept = [...wanted].filter(
        (name) => dresses.test(name) && !/url|expression/i.test(wanted.getPropertyValue(name)),
    );
    for (const name of kept) element.style.setProperty(name, wanted.getPropertyValue(name));
    return kept.some((name) => name.endsWith('color'));
}

/** What a reply quotes at its end opens on request. */
function foldQuote(nodes: DocumentFragment) {
    const quotes = [...nodes.querySelectorAll('blockquote')];
    const quote = quotes.find((one) => !one.parentElement?.closest('blockquote'));
    if (!quote || quote.nextElementSibling || !quote.previousSibling) return;
    const fold = document.createElement('details');
    const mark = document.createElement('summary');
    mark.textContent = '•••';
    mark.ariaLabel = 'Quoted text';
    quote.replaceWith(fold);
    fold.append(mark, quote);
}

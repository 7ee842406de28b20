import DOMPurify from 'dompurify';
import { useMemo } from 'react';
import { textOperators } from '../operators.ts';
import { TextInput } from '../TextInput.tsx';
import type { FieldType, InputProps, ViewProps } from '../type.ts';

const allowed = {
    ALLOWED_TAGS: [
        ...[
            'p',
            'br',
            'b',
            'strong',
            'i',
            'em',
            'u',
            's',
            'a',
            'ul',
            'ol',
            'li',
            'blockquote',
            'pre',
        ],
        ...[
            'code',
            'h1',
            'h2',
            'h3',
            'h4',
            'table',
            'thead',
            'tbody',
            'tr',
            'td',
            'th',
            'hr',
            'span',
        ],
        ...['div', 'img'],
    ],
    ALLOWED_ATTR: [
        'href',
        'src',
        'alt',
        'title',
        'colspan',
        'rowspan',
        'dir',
        'lang',
        'width',
        'height',
    ],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|\/(?!\/)|#)/i,
};

/** HTML of people without anything that acts, loads from elsewhere or looks like the page. */
export function safeHtml(html: string): string {
    const fragment = DOMPurify.sanitize(html, { ...allowed, RETURN_DOM_FRAGMENT: true });
    for (const image of fragment.querySelectorAll('img'))
        if (!/^\/(?!\/)/.test(image.getAttribute('src') ?? '')) image.remove();
    for (const link of fragment.querySelectorAll('a')) {
        link.target = '_blank';
        link.rel = 'noopener noreferrer';
    }
    const holder = document.createElement('div');
    holder.append(fragment);
    return holder.innerHTML;
}

export const plainText = (html: string) =>
    new DOMParser()
        .parseFromString(html.replace(/<\/(p|div|li|h\d)>|<br\s*\/?>/gi, '$&\n'), 'text/html')
        .body.textContent?.trim() ?? '';

const escapeHtml = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const paragraphs = (text: string) =>
    text
        .trim()
        .split(/\n{2,}/)
        .filter(Boolean)
        .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
        .join('');

export function Html({ html, className = 'prose' }: { html: string; className?: string }) {
    const safe = useMemo(() => safeHtml(html), [html]);
    // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised in the line above
    return <div className={className} dir="auto" dangerouslySetInnerHTML={{ __html: safe }} />;
}

const HtmlView = ({ value }: ViewProps) => <Html html={value.value} />;

const HtmlInput = (props: InputProps) => (
    <TextInput {...props} rows={5} print={plainText} parse={paragraphs} />
);

export const html: FieldType = {
    view: HtmlView,
    cell: ({ value }) => <span className="clip sub">{plainText(value.value)}</span>,
    input: HtmlInput,
    operators: textOperators,
    kind: 'text',
    wide: true,
};

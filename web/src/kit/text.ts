// The words of the interface: keyed by their English text, as sys_ui_message does.

let catalogue: Record<string, string> = {};
let locale = 'en';

export function setCatalogue(messages: Record<string, string>, code: string) {
    catalogue = messages;
    locale = code;
}

type Parameters = Record<string, string | number>;

/** `t('Assigned to {name}', {name})` in the language of the session. */
export function t(text: string, parameters?: Parameters): string {
    const words = catalogue[text] ?? text;
    if (!parameters) return words;
    return words.replace(/\{(\w+)\}/g, (whole, name: string) => {
        const value = parameters[name];
        return value === undefined ? whole : typeof value === 'number' ? count(value) : value;
    });
}

/** `plural(2, '{n} case', '{n} cases')`; `{n}` is the number. */
export function plural(n: number, one: string, other: string, parameters: Parameters = {}): string {
    const rule = new Intl.PluralRules(locale).select(n);
    return t(rule === 'one' ? one : other, { ...parameters, n });
}

export const count = (n: number) => n.toLocaleString(locale);

/** 1000 counted inexactly is "1,000+". */
export const countText = ({ count: n, exact }: { count: number; exact: boolean }) =>
    exact ? count(n) : `${count(n)}+`;

export const list = (names: string[]) => new Intl.ListFormat(locale).format(names);
export const currentLocale = () => locale;

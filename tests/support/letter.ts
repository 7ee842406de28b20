import { randomUUID } from 'node:crypto';

// A mail as a person writes it; `compose` makes the bytes that an MTA would pipe.
export interface Letter {
    from: string | { email: string };
    to?: string;
    cc?: string;
    subject?: string;
    text?: string;
    html?: string;
    inReplyTo?: string;
    references?: string;
    messageId?: string;
    headers?: Record<string, string>; // more, or instead of the usual ones
    attachments?: { name: string; type: string; content: string | Uint8Array }[];
}

interface Part {
    type: string;
    headers?: Record<string, string>;
    content: string | Uint8Array;
}

function encodedWord(text: string): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is exactly this range
    if (/^[\x00-\x7f]*$/.test(text)) return text;
    return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function base64(content: string | Uint8Array): string {
    const text = Buffer.from(content as Uint8Array).toString('base64');
    return text.match(/.{1,76}/g)?.join('\r\n') ?? '';
}

function headerLines(headers: Record<string, string>): string {
    return Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('');
}

function part({ type, headers = {}, content }: Part): string {
    const all = { 'Content-Type': type, 'Content-Transfer-Encoding': 'base64', ...headers };
    return `${headerLines(all)}\r\n${base64(content)}\r\n`;
}

function multipart(kind: string, parts: string[]): string {
    const boundary = `=_${randomUUID()}`;
    const body = parts.map((piece) => `--${boundary}\r\n${piece}`).join('');
    return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`;
}

function words(letter: Letter): string {
    const pieces: string[] = [];
    if (letter.text !== undefined || letter.html === undefined) {
        pieces.push(part({ type: 'text/plain; charset=utf-8', content: letter.text ?? '' }));
    }
    if (letter.html !== undefined) {
        pieces.push(part({ type: 'text/html; charset=utf-8', content: letter.html }));
    }
    return pieces.length === 1 ? (pieces[0] as string) : multipart('alternative', pieces);
}

function attached(letter: Letter): string[] {
    return (letter.attachments ?? []).map(({ name, type, content }) =>
        part({
            type: `${type}; name="${encodedWord(name)}"`,
            headers: { 'Content-Disposition': `attachment; filename="${encodedWord(name)}"` },
            content,
        }),
    );
}

export function compose(letter: Letter): { id: string; bytes: Buffer } {
    const from = typeof letter.from === 'string' ? letter.from : letter.from.email;
    const headers: Record<string, string> = {
        From: from,
        To: letter.to ?? 'support@larkfield.example',
        Subject: encodedWord(letter.subject ?? ''),
        Date: new Date().toUTCString().replace('GMT', '+0000'),
        'Message-ID': letter.messageId ?? `<${randomUUID()}@test.example>`,
        'MIME-Version': '1.0',
    };
    if (letter.cc) headers.Cc = letter.cc;
    if (letter.inReplyTo) headers['In-Reply-To'] = letter.inReplyTo;
    if (letter.references) headers.References = letter.references;
    Object.assign(headers, letter.headers);
    const files = attached(letter);
    const body = files.length ? multipart('mixed', [words(letter), ...files]) : words(letter);
    return { id: headers['Message-ID'] ?? '', bytes: Buffer.from(headerLines(headers) + body) };
}

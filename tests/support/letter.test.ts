import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose } from './letter.ts';

test('a letter of plain words is one part, readable by any mail program', () => {
    const { id, bytes } = compose({ from: 'a@x.example', subject: 'Hello', text: 'Grüße' });
    const [head = '', body = ''] = bytes.toString().split('\r\n\r\n');

    assert.match(head, /^From: a@x\.example\r\n/);
    assert.ok(head.includes(`Message-ID: ${id}`));
    assert.match(head, /Content-Type: text\/plain; charset=utf-8/);
    assert.equal(Buffer.from(body, 'base64').toString(), 'Grüße');
});

test('a subject beyond ASCII is written as an encoded word', () => {
    const { bytes } = compose({ from: 'a@x.example', subject: 'Störung' });

    assert.match(bytes.toString(), /Subject: =\?utf-8\?B\?U3TDtnJ1bmc=\?=/);
});

test('words in two forms and a file nest as mail programs nest them', () => {
    const file = { name: 'log.txt', type: 'text/plain', content: 'line' };
    const { bytes } = compose({
        from: 'a@x.example',
        text: 'a',
        html: '<p>a',
        attachments: [file],
    });
    const text = bytes.toString();

    assert.ok(text.indexOf('multipart/mixed') < text.indexOf('multipart/alternative'));
    assert.match(text, /Content-Disposition: attachment; filename="log.txt"/);
});

test('a header that the letter names replaces the usual one', () => {
    const { bytes } = compose({
        from: 'a@x.example',
        headers: { 'Auto-Submitted': 'auto-replied', To: 'other@x.example' },
    });

    assert.match(bytes.toString(), /Auto-Submitted: auto-replied/);
    assert.equal(bytes.toString().match(/^To:/gm)?.length, 1);
});

// What mail scripts and notifications see: template, email; and mail that a script sends itself.
(function (host) {
    'use strict';

    const text = value => (value === null || value === undefined ? '' : String(value));

    globalThis.TemplatePrinter = class TemplatePrinter {
        #printed = [];
        print(value) { this.#printed.push(text(value)); }
        space(count) { this.#printed.push('&nbsp;'.repeat(count)); }
        toString() { return this.#printed.join(''); }
    };

    // The envelope of a mail: notifications read it back as JSON after their scripts have run.
    globalThis.GlideEmailOutbound = class GlideEmailOutbound {
        #mail = { to: [], cc: [], bcc: [], subject: '', body: '', from: '', replyTo: '' };
        constructor(start) { if (start) Object.assign(this.#mail, start); }
        addAddress(type, address, name) {
            const list = this.#mail[text(type).toLowerCase()];
            if (list) list.push(name ? `"${text(name).replace(/"/g, '')}" <${text(address)}>` : text(address));
        }
        addRecipient(address) { this.#mail.to.push(text(address)); }
        setSubject(value) { this.#mail.subject = text(value); }
        getSubject() { return this.#mail.subject; }
        setBody(value) { this.#mail.body = text(value); }
        getBody() { return this.#mail.body; }
        setFrom(value) { this.#mail.from = text(value); }
        setReplyTo(value) { this.#mail.replyTo = text(value); }
        getWatermark() { return ''; }
        toString() { return JSON.stringify(this.#mail); }
        // Sending is a row: it goes out once the transaction is durable.
        save() {
            const row = new GlideRecord('sys_email');
            row.initialize();
            row.setValue('type', 'send-ready');
            row.setValue('state', 'ready');
            row.setValue('recipients', this.#mail.to.join(','));
            row.setValue('direct', this.#mail.to.join(','));
            row.setValue('copied', this.#mail.cc.join(','));
            row.setValue('blind_copied', this.#mail.bcc.join(','));
            row.setValue('subject', this.#mail.subject);
            row.setValue('body', this.#mail.body);
            if (this.#mail.from) row.setValue('from', this.#mail.from);
            if (this.#mail.replyTo) row.setValue('reply_to', this.#mail.replyTo);
            return row.insert();
        }
        send() { return this.save(); }
    };

    // Errors of scripted REST resources.
    const failure = (name, status) => class extends Error {
        constructor(message, detail) {
            super(text(message));
            this.name = name;
            this.status = status;
            this.detail = text(detail);
        }
        setStatus(value) { this.status = value; }
        setMessage(value) { this.message = text(value); }
        setDetail(value) { this.detail = text(value); }
    };
    globalThis.sn_ws_err = {
        BadRequestError: failure('BadRequestError', 400),
        NotFoundError: failure('NotFoundError', 404),
        NotAcceptableError: failure('NotAcceptableError', 406),
        ConflictError: failure('ConflictError', 409),
        UnsupportedMediaTypeError: failure('UnsupportedMediaTypeError', 415),
        ServiceError: failure('ServiceError', 500)
    };
})(host);

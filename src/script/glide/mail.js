// What mail scripts print with, and the errors of scripted REST resources.
(function (host) {
    'use strict';

    const text = value => (value === null || value === undefined ? '' : String(value));

    globalThis.TemplatePrinter = class TemplatePrinter {
        #printed = [];
        print(value) { this.#printed.push(text(value)); }
        space(count) { this.#printed.push('&nbsp;'.repeat(count)); }
        toString() { return this.#printed.join(''); }
    };

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

// Texts, lists and digests.
(function (host) {
    'use strict';

    const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
    const text = value => (value === null || value === undefined ? '' : String(value));

    globalThis.GlideStringUtil = {
        escapeHTML: value => text(value).replace(/[&<>"']/g, c => entities[c]),
        unEscapeHTML: value => text(value)
            .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"')
            .replace(/&#39;/g, "'").replace(/&amp;/g, '&'),
        escapeForHomePage: value => text(value).replace(/[&<>"']/g, c => entities[c]),
        escapeQueryTermSeparator: value => text(value).replace(/\^/g, '^^'),
        isEligibleSysID: value => /^[0-9a-f]{32}$/.test(text(value)),
        newLinesToBreaks: value => text(value).replace(/\r\n|\r|\n/g, '<br/>'),
        normalizeWhitespace: value => text(value).replace(/\s+/g, ' ').trim(),
        getNumeric: value => text(value).replace(/\D/g, ''),
        dotToUnderBar: value => text(value).replace(/\./g, '_'),
        escapeNonPrintable: value => text(value).replace(/[\x00-\x1f]/g, ''),
        base64Encode: value => host.toBase64(text(value)),
        base64Decode: value => host.fromBase64(text(value)),
        isBase64: value => /^[A-Za-z0-9+/\s]+=*$/.test(text(value)),
        urlEncode: value => encodeURIComponent(text(value)),
        urlDecode: value => decodeURIComponent(text(value)),
        isEmpty: value => text(value) === '',
        notEmpty: value => text(value) !== ''
    };

    const has = (list, item) => Array.from(list).some(one => String(one) === String(item));

    globalThis.ArrayUtil = class ArrayUtil {
        contains(list, item) { return has(list, item); }
        indexOf(list, item, from) {
            for (let i = from || 0; i < list.length; i++) if (list[i] == item) return i;
            return -1;
        }
        concat(first, second) { return Array.from(first).concat(Array.from(second)); }
        convertArray(list) { return Array.from(list); }
        ensureArray(value) { return Array.isArray(value) ? value : [value]; }
        unique(list) {
            const seen = [];
            for (const item of list) if (!has(seen, item)) seen.push(item);
            return seen;
        }
        union(...lists) { return this.unique([].concat(...lists)); }
        diff(first, ...others) {
            return this.unique(first).filter(item => !others.some(list => this.contains(list, item)));
        }
        intersect(first, ...others) {
            return this.unique(first).filter(item => others.every(list => this.contains(list, item)));
        }
    };

    globalThis.GlideDigest = class GlideDigest {
        getMD5Hex(value) { return host.digest('md5', text(value), 'hex'); }
        getMD5Base64(value) { return host.digest('md5', text(value), 'base64'); }
        getSHA1Hex(value) { return host.digest('sha1', text(value), 'hex'); }
        getSHA1Base64(value) { return host.digest('sha1', text(value), 'base64'); }
        getSHA256Hex(value) { return host.digest('sha256', text(value), 'hex'); }
        getSHA256Base64(value) { return host.digest('sha256', text(value), 'base64'); }
    };

    globalThis.GlideSecureRandomUtil = {
        getSecureRandomInt: () => parseInt(host.randomHex(4), 16) | 0,
        getSecureRandomIntBound: bound => parseInt(host.randomHex(6), 16) % bound,
        getSecureRandomLong: () => parseInt(host.randomHex(6), 16),
        getSecureRandomString: length => host.randomHex(Math.ceil(length / 2)).substring(0, length)
    };
})(host);

// Classes as ServiceNow's scripts make them, and Ajax processors.
(function (host) {
    'use strict';

    globalThis.Class = {
        create: function () {
            return function () {
                if (typeof this.initialize === 'function') this.initialize.apply(this, arguments);
            };
        }
    };

    // A copy of the parent's prototype with the members of the child on top.
    function extendsObject(parent, members) {
        const made = Object.create(typeof parent === 'function' ? parent.prototype : parent);
        for (const name of Object.keys(members)) {
            Object.defineProperty(made, name, {
                value: members[name], writable: true, enumerable: true, configurable: true
            });
        }
        return made;
    }

    function define(target, name, value) {
        Object.defineProperty(target, name, { value, writable: false, configurable: false });
    }
    define(Object, 'extendsObject', extendsObject);
    define(Object, 'extend', function (target, source) {
        for (const name in source) target[name] = source[name];
        return target;
    });
    define(Object, 'clone', function (source) {
        return Object.assign({}, source);
    });

    // What GlideAjax calls: the function named by sysparm_name, with the request's parameters.
    const ajax = {
        initialize: function (request) {
            this.request = request || {};
            this.answer = null;
        },
        getParameter: function (name) {
            const value = this.request[name];
            return value === undefined || value === null ? null : String(value);
        },
        getName: function () { return this.getParameter('sysparm_name'); },
        getValue: function () { return this.getParameter('sysparm_value'); },
        getType: function () { return this.getParameter('sysparm_type'); },
        getChars: function () { return this.getParameter('sysparm_chars'); },
        setAnswer: function (answer) { this.answer = answer; },
        isPublic: function () { return false; },
        process: function () {
            const name = this.getName();
            if (!name || name.charAt(0) === '_' || name in ajax || typeof this[name] !== 'function') {
                throw new Error('there is no function ' + name);
            }
            const result = this[name]();
            const answer = result === undefined ? this.answer : result;
            return answer === null || answer === undefined ? null : String(answer);
        }
    };
    globalThis.AbstractAjaxProcessor = function (request) {
        this.initialize(request);
    };
    globalThis.AbstractAjaxProcessor.prototype = ajax;

    // JSON is the language's own; old scripts also write `new JSON().encode(value)`.
    const native = { parse: JSON.parse, stringify: JSON.stringify };
    globalThis.JSON = function () {};
    Object.assign(globalThis.JSON, native);
    globalThis.JSON.prototype.encode = value => native.stringify(value);
    globalThis.JSON.prototype.decode = text => native.parse(text);

    // What `==` becomes (value_equality.h).
    globalThis.$eq = (a, b) => a == b || host.sameValue(a, b);

    globalThis.global = globalThis;
    globalThis.j2js = value => value;
})(host);

// gs: messages, properties, dates, the session.
(function (host) {
    'use strict';

    const text = value => (value === null || value === undefined ? '' : String(value));
    // {0} … {4}, as Java's MessageFormat has them.
    const filled = (message, values) => text(message).replace(/\{(\d+)\}/g, (all, i) =>
        (i < values.length && values[i] !== undefined ? text(values[i]) : all));
    const list = value => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

    const gs = {
        nil: value => value == null || text(value) === '',

        info: (message, ...values) => host.log('info', filled(message, values)),
        warn: (message, ...values) => host.log('warn', filled(message, values)),
        error: (message, ...values) => host.log('error', filled(message, values)),
        debug: (message, ...values) => host.log('debug', filled(message, values)),
        isDebugging: () => false,
        log: (message, source) => host.log('info', text(message), source),
        logWarning: (message, source) => host.log('warn', text(message), source),
        logError: (message, source) => host.log('error', text(message), source),
        print: message => host.log('info', text(message)),

        addInfoMessage: message => host.message('info', text(message)),
        addErrorMessage: message => host.message('error', text(message)),
        addMessage: (type, message) => host.message(/err/.test(type) ? 'error' : 'info', text(message)),
        getErrorMessages: () => host.messages('error'),
        getInfoMessages: () => host.messages('info'),

        getProperty: (name, otherwise) => {
            const found = host.property(text(name));
            return found === null ? (otherwise === undefined ? null : otherwise) : found;
        },
        setProperty: (name, value, description) => host.setProperty(text(name), text(value), description),

        getUserID: () => host.session().userId,
        userID: () => host.session().userId,
        getUserName: () => host.session().userName,
        getUserDisplayName: () => host.session().displayName,
        getUserNameByUserID: id => displayOf('sys_user', id, 'user_name'),
        getUser: () => new GlideUser(),
        getSession: () => new GlideSession(),
        getUserTimeZone: () => host.session().timeZone,
        getTimeZoneName: () => host.session().timeZone,
        getLanguage: () => host.session().language,
        hasRole: roles => host.hasRole(text(roles)),
        hasRoleInGroup: (role, group) => host.hasRole(text(role)) && host.isMemberOf(text(group)),
        isInteractive: () => host.session().interactive,
        isLoggedIn: () => host.session().userId !== '' && host.session().userName !== 'guest',
        isMobile: () => false,
        isImpersonating: () => host.session().impersonator !== '',
        getImpersonatingUserName: () => host.session().impersonator || null,
        getImpersonatingUserDisplayName: () => host.session().impersonator || null,

        eventQueue: (name, record, parm1, parm2, queue) =>
            host.event(text(name), record || null, text(parm1), text(parm2), text(queue)),
        eventQueueScheduled: (name, record, parm1, parm2, when) => {
            const event = new GlideRecord('sysevent');
            event.initialize();
            event.setValue('name', text(name));
            event.setValue('parm1', text(parm1));
            event.setValue('parm2', text(parm2));
            event.setValue('state', 'ready');
            event.setValue('process_on', text(new GlideDateTime(when).getValue()));
            if (record) {
                event.setValue('table', record.getRecordClassName());
                event.setValue('instance', record.getUniqueValue());
            }
            return event.insert();
        },

        getMessage: (key, ...values) => filled(host.translated(text(key)), [].concat(...values.map(list))),
        getMessageLang: (key, language, values) => filled(host.translated(text(key), language), list(values)),
        getEscapedMessage: (key, ...values) =>
            gs.getMessage(key, ...values).replace(/(['"\\])/g, '\\$1').replace(/\n/g, '\\n'),

        generateGUID: () => host.newId(),
        tableExists: table => host.tableExists(text(table)),
        // Naming a script include loads it.
        include: name => globalThis[text(name)] !== undefined,
        getCurrentScopeName: () => 'rhino.global',
        getCallerScopeName: () => null,
        getCurrentApplicationId: () => 'global',
        getDisplayColumn: table => host.displayField(text(table)),
        getDisplayValueFor: (table, id, field) => displayOf(table, id, field),
        getPreference: (name, otherwise) => new GlideUser().getPreference(name, otherwise),
        base64Encode: value => host.toBase64(text(value)),
        base64Decode: value => host.fromBase64(text(value)),
        urlEncode: value => encodeURIComponent(text(value)).replace(/%20/g, '+'),
        urlDecode: value => decodeURIComponent(text(value).replace(/\+/g, ' ')),
        getDateFormat: () => 'yyyy-MM-dd',
        getTimeFormat: () => 'HH:mm:ss',
        getDateTimeFormat: () => 'yyyy-MM-dd HH:mm:ss',
        getMyGroups: () => host.session().groups,
        setRedirect: target => host.redirect('to', target),
        setReturn: target => host.redirect('back', target),
        getUrlOnStack: () => null
    };
    for (const name of ['addSuccessMessage', 'addHighMessage', 'addModerateMessage', 'addLowMessage']) {
        gs[name] = gs.addInfoMessage;
    }

    function displayOf(table, id, field) {
        const record = new GlideRecord(text(table));
        if (!record.get('sys_id', text(id))) return '';
        return field ? record.getDisplayValue(text(field)) : record.getDisplayValue();
    }

    globalThis.gs = gs;
    globalThis.getMyGroups = () => host.session().groups;
    globalThis.getMyAssignments = () => host.session().userId;

    globalThis.GetIDValue = (table, display) => {
        const record = new GlideRecord(table);
        return record.get(display) ? record.getUniqueValue() : '';
    };
})(host);

// The activity stream of a case (case-api.md): comments, work notes and files, newest first. Only what
// the caller may read is there, whatever he asks for.
var CaseActivities = Class.create();
CaseActivities.prototype = {
    TABLE: 'sn_customerservice_case',
    COLORS: { comments: 'transparent', work_notes: 'gold' },

    initialize: function (request) {
        this.service = new CaseService(request);
        this.kase = new GlideRecordSecure(this.TABLE);
        if (!this.kase.get(this.service.idOf(request.pathParams.id)))
            throw new sn_ws_err.NotFoundError('No Record found', "Record doesn't exist or ACL restricts the record retrieval");
        this.people = {};
    },

    answer: function () {
        var kase = this.kase;
        return {
            display_value: kase.getValue('number'),
            number: kase.getValue('number'),
            sys_id: kase.getUniqueValue(),
            short_description: kase.getValue('short_description') || '',
            table: this.TABLE,
            label: kase.getClassDisplayValue(),
            sys_created_on: kase.getValue('sys_created_on'),
            sys_created_on_adjusted: kase.getDisplayValue('sys_created_on'),
            user_sys_id: gs.getUserID(),
            user_full_name: gs.getUserDisplayName(),
            user_login: gs.getUserName(),
            journal_fields: this.journalFields(),
            entries: this.entries()
        };
    },

    journalFields: function () {
        var fields = [];
        for (var name in this.COLORS) {
            var element = this.kase.getElement(name);
            if (!element.canRead())
                continue;
            fields.push({ name: name, label: element.getLabel(), can_read: true, can_write: element.canWrite(), color: this.COLORS[name] });
        }
        return fields;
    },

    entries: function () {
        var wanted = this.wanted();
        var entries = [];
        for (var name in this.COLORS) {
            if (wanted[name] && this.kase.getElement(name).canRead())
                this.addJournal(entries, name);
        }
        if (wanted.attachment)
            this.addFiles(entries);
        entries.sort(function (a, b) {
            return a.sys_created_on < b.sys_created_on ? 1 : a.sys_created_on > b.sys_created_on ? -1 : 0;
        });
        var offset = this.number('sysparm_offset', 0);
        return entries.slice(offset, offset + this.number('sysparm_limit', entries.length));
    },

    wanted: function () {
        var names = (this.service.parameter('sysparm_activity_type') || 'comments,work_notes,attachment').split(',');
        var wanted = {};
        for (var i = 0; i < names.length; i++)
            wanted[names[i].trim()] = true;
        return wanted;
    },

    number: function (name, otherwise) {
        var text = this.service.parameter(name);
        if (text === '')
            return otherwise;
        if (!/^\d+$/.test(text))
            throw new sn_ws_err.BadRequestError('Invalid query parameter', name + ' must be a number from 0 on');
        return parseInt(text, 10);
    },

    addJournal: function (entries, name) {
        var row = new GlideRecord('sys_journal_field');
        row.addQuery('element_id', this.kase.getUniqueValue());
        row.addQuery('element', name);
        row.query();
        while (row.next())
            entries.push(this.entry(row, name, this.kase.getElement(name).getLabel(), row.getValue('value')));
    },

    addFiles: function (entries) {
        var file = new GlideRecordSecure('sys_attachment');
        file.addQuery('table_sys_id', this.kase.getUniqueValue());
        file.addQuery('table_name', this.kase.getRecordClassName());
        file.query();
        while (file.next()) {
            var entry = this.entry(file, 'attachment', 'Attachment', file.getValue('file_name'));
            entry.attachment = this.attachment(file);
            entries.push(entry);
        }
    },

    entry: function (row, element, label, value) {
        var person = this.person(row.getValue('sys_created_by'));
        return {
            sys_id: row.getUniqueValue(),
            sys_created_on: row.getValue('sys_created_on'),
            sys_created_on_adjusted: row.getDisplayValue('sys_created_on'),
            login_name: person.name,
            name: person.name,
            user_sys_id: person.sys_id,
            initials: person.initials,
            contains_code: /\[code\]/.test(value) ? 'true' : 'false',
            element: element,
            field_label: label,
            value: value || ''
        };
    },

    person: function (userName) {
        if (this.people[userName])
            return this.people[userName];
        var user = new GlideRecord('sys_user');
        var known = user.get('user_name', userName);
        var name = known ? user.getDisplayValue() : userName;
        var initials = name.split(' ').map(function (word) { return word.charAt(0); }).join('').toUpperCase();
        this.people[userName] = { name: name, sys_id: known ? user.getUniqueValue() : '', initials: initials.substring(0, 2) };
        return this.people[userName];
    },

    attachment: function (file) {
        var id = file.getUniqueValue();
        var isImage = /^image\//.test(file.getValue('content_type') || '');
        var path = '/sys_attachment.do?sys_id=' + id;
        return {
            sys_id: id,
            file_name: file.getValue('file_name'),
            content_type: file.getValue('content_type') || '',
            size: this.sizeText(parseInt(file.getValue('size_bytes'), 10) || 0),
            size_bytes: parseInt(file.getValue('size_bytes'), 10) || 0,
            state: file.getValue('state') || '',
            path: path,
            image_path: isImage ? path + '&view=true' : '',
            thumbnail_path: isImage ? path + '&view=true' : '',
            image_width: file.getValue('image_width') || '',
            image_height: file.getValue('image_height') || '',
            average_image_color: file.getValue('average_image_color') || ''
        };
    },

    sizeText: function (bytes) {
        var units = ['bytes', 'KB', 'MB', 'GB'];
        var unit = 0;
        while (bytes >= 1024 && unit < units.length - 1) {
            bytes /= 1024;
            unit++;
        }
        return (unit ? bytes.toFixed(1) : bytes) + ' ' + units[unit];
    },

    type: 'CaseActivities'
};

// What a field of a case may hold (case-api.md): the choices of a list, or the rows that a reference
// may name as its qualifier has it for this case or for what the caller says about a new one.
var CaseFieldValues = Class.create();
CaseFieldValues.prototype = {
    TABLE: 'sn_customerservice_case',

    initialize: function (request) {
        this.service = new CaseService(request);
        this.field = request.pathParams.field;
        this.kase = new GlideRecordSecure(this.TABLE);
        var id = request.pathParams.id;
        if (id && !this.kase.get(this.service.idOf(id)))
            throw new sn_ws_err.NotFoundError('No Record found', "Record doesn't exist or ACL restricts the record retrieval");
        if (!id)
            this.kase.newRecord();
        this.layOver(this.service.parameter('sysparm_ref_qual_input'));
    },

    answer: function () {
        // An empty element counts as nothing, so that it cannot be asked for its existence.
        var known = /^\w+$/.test(this.field) && this.kase.isValidField(this.field);
        var element = this.kase.getElement(known ? this.field : 'sys_id');
        if (!known || !element.canRead())
            throw new sn_ws_err.BadRequestError('Invalid field', this.field + ' is no field of a case');
        if (element.getReferenceTable())
            return this.rows(element);
        if (element.getChoices().length)
            return this.choices(element);
        throw new sn_ws_err.BadRequestError('Unsupported field', this.field + ' has neither choices nor a reference');
    },

    // `account=…^product=…`: what the case would say.
    layOver: function (text) {
        var pairs = text ? text.split('^') : [];
        for (var i = 0; i < pairs.length; i++) {
            var at = pairs[i].indexOf('=');
            if (at > 0 && this.kase.isValidField(pairs[i].substring(0, at)))
                this.kase.setValue(pairs[i].substring(0, at), pairs[i].substring(at + 1));
        }
    },

    choices: function (element) {
        var dependent = this.service.parameter('sysparm_dependent_value');
        var values = dependent === '' ? element.getChoices() : element.getChoices(dependent);
        var found = [];
        for (var i = 0; i < values.length; i++) {
            this.kase.setValue(this.field, values[i]);
            found.push({ label: element.getChoiceValue(), value: values[i] });
        }
        var offset = this.number('sysparm_offset', 0);
        return found.slice(offset, offset + this.number('sysparm_limit', found.length));
    },

    rows: function (element) {
        var row = new GlideRecordSecure(element.getReferenceTable());
        var qualifier = element.getReferenceQualifier();
        if (qualifier)
            row.addEncodedQuery(qualifier);
        if (this.service.parameter('sysparm_query'))
            row.addEncodedQuery(this.service.parameter('sysparm_query'));
        row.orderBy(row.getDisplayName());
        var offset = this.number('sysparm_offset', 0);
        row.chooseWindow(offset, offset + this.number('sysparm_limit', 100));
        row.query();
        var columns = this.columns(row);
        var found = [];
        while (row.next()) {
            var one = { label: row.getDisplayValue() || '', value: row.getUniqueValue() };
            for (var i = 0; i < columns.length; i++)
                one[columns[i]] = row.getDisplayValue(columns[i]) || '';
            found.push(one);
        }
        return found;
    },

    columns: function (row) {
        var names = this.service.parameter('sysparm_reference_field_columns').split(',');
        var known = [];
        for (var i = 0; i < names.length; i++) {
            if (row.isValidField(names[i].trim()))
                known.push(names[i].trim());
        }
        return known;
    },

    number: function (name, otherwise) {
        return CaseActivities.prototype.number.call(this, name, otherwise);
    },

    type: 'CaseFieldValues'
};

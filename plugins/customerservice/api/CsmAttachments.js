// Which files the CSM Attachment API serves.
var CsmAttachments = Class.create();
CsmAttachments.prototype = {
    initialize: function () {
        this.tables = [];
        var names = gs.getProperty('glide.rest.attachment_csm_api.allowed_tables', '').split(',');
        for (var i = 0; i < names.length; i++) {
            if (names[i].trim() && gs.tableExists(names[i].trim()))
                this.tables = this.tables.concat(new TableUtils(names[i].trim()).getAllExtensions());
        }
    },

    options: function () {
        return { tables: this.tables, names: true };
    },

    // A list names its table.
    optionsFor: function (request) {
        var query = request.queryParams.sysparm_query || request.queryParams.query || [''];
        var named = /(?:^|\^)table_name=(\w+)/.exec(String(query[query.length - 1]));
        if (!named)
            throw new sn_ws_err.BadRequestError('Invalid query', 'sysparm_query must name the table: table_name=…');
        if (this.tables.indexOf(named[1]) < 0)
            throw new sn_ws_err.BadRequestError('Invalid table ' + named[1], 'Files of this table are not served here');
        return this.options();
    },

    type: 'CsmAttachments'
};

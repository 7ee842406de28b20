// What the APIs of accounts, contacts and consumers answer: flat rows, ten at a time unless the caller
// asks for more, and the bare sys_id of what was created.
var CustomerService = Class.create();
CustomerService.prototype = {
    LIMIT: 10,

    // Documented keys that no column of ours fills: present and empty.
    ALSO: {
        customer_account: 'theme,vendor',
        customer_contact: '',
        csm_consumer: 'notification,photo'
    },

    initialize: function (request, response, records) {
        this.request = request;
        this.response = response;
        this.records = records;
    },

    list: function (table) {
        this.records.list(table, { limit: this.LIMIT, also: this.ALSO[table] });
    },

    get: function (table) {
        this.records.get(table, this.request.pathParams.id, { also: this.ALSO[table] });
    },

    create: function (table) {
        var row = this.records.insert(table);
        new SocialProfile().named(this.request.body.data, table == 'csm_consumer' ? 'consumer' : 'contact', row.getUniqueValue());
        this.response.setBody(row.getUniqueValue());
    },

    type: 'CustomerService'
};

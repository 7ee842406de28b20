// Codes and paths of the account tree. A code is a short counter padded on the left with '~', so
// that codes sort as they were given; a path is the codes from the root down, joined by '/'.
var AccountPath = Class.create();
AccountPath.prototype = {
    initialize: function () {
        this.width = 5;
        this.property = 'com.snc.cs_base.last.generated.code.tree.path';
    },

    // Reads the last code from its row, not from the property cache: two accounts made in one
    // transaction must differ.
    nextCode: function () {
        var last = new GlideRecord('sys_properties');
        var known = last.get('name', this.property);
        var number = known ? parseInt((last.value + '').replace(/~/g, '') || '0', 36) : 0;
        var code = this.pad((number + 1).toString(36).toUpperCase());
        last.setValue('value', code);
        if (known) {
            last.update();
        } else {
            last.setValue('name', this.property);
            last.insert();
        }
        return code;
    },

    pad: function (text) {
        while (text.length < this.width)
            text = '~' + text;
        return text;
    },

    pathOf: function (account) {
        if (account.account_parent.nil())
            return account.account_code + '';
        return account.account_parent.account_path + '/' + account.account_code;
    },

    // True when the account `id` is `ancestor` or lies somewhere below it.
    isAtOrBelow: function (id, ancestor) {
        var seen = {};
        var account = new GlideRecord('customer_account');
        while (id && !seen[id]) {
            if (id == ancestor)
                return true;
            seen[id] = true;
            account.initialize();
            id = account.get(id) ? account.account_parent + '' : '';
        }
        return false;
    },

    type: 'AccountPath'
};

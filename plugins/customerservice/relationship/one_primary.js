(function (current) {
    var other = new GlideRecord('account_address_relationship');
    other.addQuery('account', current.account + '');
    other.addQuery('primary', true);
    other.addQuery('sys_id', '!=', current.sys_id + '');
    other.setValue('primary', false);
    other.updateMultiple();
})(current);

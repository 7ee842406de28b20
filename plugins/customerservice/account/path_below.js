(function (current) {
    var child = new GlideRecord('customer_account');
    child.addQuery('account_parent', current.sys_id + '');
    child.query();
    while (child.next()) {
        child.account_path = new AccountPath().pathOf(child);
        child.update();
    }
})(current);

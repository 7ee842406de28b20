(function endExpiredGrants() {
    var grant = new GlideRecord('sys_user_has_role');
    grant.addNotNullQuery('expires');
    grant.addQuery('expires', '<', new GlideDateTime());
    grant.query();
    while (grant.next()) grant.deleteRecord();
})();

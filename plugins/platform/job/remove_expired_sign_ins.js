(function removeExpiredSignIns() {
    var tables = ['sys_user_session', 'sys_user_token', 'oauth_credential'];
    for (var i = 0; i < tables.length; i++) {
        var expired = new GlideRecord(tables[i]);
        expired.addNotNullQuery('expires');
        expired.addQuery('expires', '<', gs.daysAgo(1));
        expired.setWorkflow(false);
        expired.deleteMultiple();
    }
})();

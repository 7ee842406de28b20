(function removeOldShortUrls() {
    var old = new GlideRecord('sys_tiny_url');
    old.addQuery('sys_created_on', '<', gs.daysAgo(7));
    old.setWorkflow(false);
    old.deleteMultiple();
})();

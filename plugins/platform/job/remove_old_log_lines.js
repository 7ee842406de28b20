(function removeOldLogLines() {
    var days = parseInt(gs.getProperty('glide.syslog.keep_days', '30'), 10);
    var old = new GlideRecord('syslog');
    old.addQuery('sys_created_on', '<', gs.daysAgo(days));
    old.setWorkflow(false);
    old.deleteMultiple();
})();

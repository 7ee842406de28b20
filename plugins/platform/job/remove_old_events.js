(function removeOldEvents() {
    var days = parseInt(gs.getProperty('glide.events.keep_days', '7'), 10);
    var old = new GlideRecord('sysevent');
    old.addQuery('state', 'IN', 'processed,transferred');
    old.addQuery('sys_created_on', '<', gs.daysAgo(days));
    old.setWorkflow(false);
    old.deleteMultiple();
})();

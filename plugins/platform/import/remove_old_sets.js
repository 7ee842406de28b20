(function removeOldImportSets() {
    var days = parseInt(gs.getProperty('glide.import_set.keep_days', '7'), 10);
    var old = new GlideRecord('sys_import_set');
    old.addQuery('sys_created_on', '<', gs.daysAgo(days));
    old.deleteMultiple();
})();

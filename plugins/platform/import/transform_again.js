(function transformAgain() {
    var rows = new GlideRecord('sys_import_set_row');
    rows.addQuery('sys_import_set', current.getUniqueValue());
    rows.setValue('sys_import_state', 'pending');
    rows.setWorkflow(false);
    rows.updateMultiple();
    current.state = 'loaded';
    current.update();
    var entry = new GlideRecord('sys_trigger');
    entry.initialize();
    entry.name = 'Import ' + current.number;
    entry.handler = 'import_set';
    entry.document = 'sys_import_set';
    entry.document_key = current.getUniqueValue();
    entry.run_as = gs.getUserID();
    entry.next_action = new GlideDateTime();
    entry.state = 0;
    entry.insert();
})();

(function oncePerPerson(current) {
    var earlier = new GlideRecord('sys_user_preference');
    earlier.addQuery('user', current.getValue('user') || '');
    earlier.addQuery('name', current.getValue('name'));
    earlier.setWorkflow(false);
    earlier.query();
    while (earlier.next()) earlier.deleteRecord();
})(current);

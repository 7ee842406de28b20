(function onlyOnce(current) {
    var same = new GlideRecord('sys_user_grmember');
    same.addQuery('user', current.getValue('user'));
    same.addQuery('group', current.getValue('group'));
    same.setLimit(1);
    same.query();
    if (!same.next()) return;
    gs.addErrorMessage('The user is already a member of this group.');
    current.setAbortAction(true);
})(current);

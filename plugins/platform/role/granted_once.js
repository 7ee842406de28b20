(function grantedOnce(current) {
    var same = new GlideRecord('sys_user_has_role');
    same.addQuery('user', current.getValue('user'));
    same.addQuery('role', current.getValue('role'));
    same.addQuery('inherited', false);
    same.setLimit(1);
    same.query();
    if (!same.next()) return;
    gs.addErrorMessage('The user already has this role.');
    current.setAbortAction(true);
})(current);

(function (current) {
    var member = new GlideRecord('sys_user_grmember');
    member.addQuery('group', current.assignment_group + '');
    member.addQuery('user', current.assigned_to + '');
    member.query();
    if (member.hasNext())
        return;
    if (!current.assigned_to.changes()) {
        current.assigned_to = '';
        return;
    }
    gs.addErrorMessage(current.assigned_to.getDisplayValue() + ' is not a member of ' +
        current.assignment_group.getDisplayValue() + '.');
    current.setAbortAction(true);
})(current);

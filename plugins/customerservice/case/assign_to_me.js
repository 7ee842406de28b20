// A new case is open from the moment that somebody takes it. Without a group, the case goes to the first
// of one's own.
(function (current) {
    current.assigned_to = gs.getUserID();
    if (!current.assignment_group.nil() && !gs.getUser().isMemberOf(current.assignment_group + ''))
        current.assignment_group = '';
    if (current.assignment_group.nil()) {
        var member = new GlideRecord('sys_user_grmember');
        member.addQuery('user', gs.getUserID());
        member.orderBy('group.name');
        member.setLimit(1);
        member.query();
        if (member.next())
            current.assignment_group = member.group;
    }
    if (current.state == 1)
        current.state = 10;
    current.update();
})(current);

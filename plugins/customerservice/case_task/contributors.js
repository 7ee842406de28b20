(function (current) {
    var users = {};
    var groups = {};
    var task = new GlideRecord('sn_customerservice_task');
    task.addQuery('parent_case', current.parent_case + '');
    task.query();
    while (task.next()) {
        if (!task.assigned_to.nil())
            users[task.assigned_to + ''] = true;
        if (!task.assignment_group.nil())
            groups[task.assignment_group + ''] = true;
    }
    var kase = current.parent_case.getRefRecord();
    if (!kase.isValidRecord() || kase.active != true)
        return;
    kase.contributor_users = Object.keys(users).join(',');
    kase.contributor_groups = Object.keys(groups).join(',');
    kase.update();
})(current);

var TaskPeople = Class.create();
TaskPeople.prototype = {
    initialize: function () {},

    // Members of the assignment group when there is one, else every colleague.
    assignees: function (task) {
        var colleagues = 'active=true^sys_class_name=sys_user^user_name!=guest^user_name!=system';
        var group = task.getValue('assignment_group');
        if (!group) return colleagues;
        return 'active=true^sys_idIN' + this.members(group).join(',');
    },

    members: function (group) {
        var ids = [], member = new GlideRecord('sys_user_grmember');
        member.addQuery('group', group);
        member.query();
        while (member.next()) ids.push(member.getValue('user'));
        return ids;
    },

    type: 'TaskPeople'
};

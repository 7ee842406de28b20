var MyTeam = Class.create();
MyTeam.prototype = {
    initialize: function () {},

    // The sys_ids of everybody in the groups of the person who asks, comma joined for IN.
    memberIds: function () {
        var ids = {}, member = new GlideRecord('sys_user_grmember');
        member.addQuery('group', 'IN', this.groupIds());
        member.query();
        while (member.next()) ids[member.getValue('user')] = true;
        return Object.keys(ids).join(',');
    },

    // The sys_ids of the groups of the person who asks, comma joined for IN.
    groupIds: function () {
        var ids = [], member = new GlideRecord('sys_user_grmember');
        member.addQuery('user', gs.getUserID());
        member.query();
        while (member.next()) ids.push(member.getValue('group'));
        return ids.join(',');
    },

    type: 'MyTeam'
};

// Who holds which roles through grants, groups, their parents, and roles inside roles. Reads each row
// once; make a new one for every question that follows a write.
var RoleGraph = Class.create();
RoleGraph.prototype = {
    initialize: function () {
        this.names = {};
        this.contained = {};
        this.ofGroup = {};
    },

    // What was granted to the user: directly, and to their groups and the groups above them.
    rolesOfUser: function (userId) {
        var roles = this.values('sys_user_has_role', 'user=' + userId + '^inherited=false^state=active', 'role');
        var groups = this.values('sys_user_grmember', 'user=' + userId, 'group');
        for (var i = 0; i < groups.length; i++) roles = roles.concat(this.rolesOfGroup(groups[i]));
        return roles;
    },

    rolesOfGroup: function (groupId) {
        if (!this.ofGroup[groupId]) {
            var roles = [], seen = {}, at = groupId;
            while (at && !seen[at]) {
                seen[at] = true;
                roles = roles.concat(this.values('sys_group_has_role', 'group=' + at, 'role'));
                at = this.values('sys_user_group', 'sys_id=' + at, 'parent')[0];
            }
            this.ofGroup[groupId] = roles;
        }
        return this.ofGroup[groupId];
    },

    groupAndBelow: function (groupId) {
        var all = [groupId];
        for (var i = 0; i < all.length; i++) {
            var below = this.values('sys_user_group', 'parent=' + all[i], 'sys_id');
            for (var c = 0; c < below.length; c++) {
                if (all.indexOf(below[c]) < 0) all.push(below[c]);
            }
        }
        return all;
    },

    membersOf: function (groupId) {
        var groups = this.groupAndBelow(groupId), users = {};
        for (var i = 0; i < groups.length; i++) {
            this.values('sys_user_grmember', 'group=' + groups[i], 'user').forEach(function (user) {
                users[user] = true;
            });
        }
        return Object.keys(users);
    },

    // Does one of these roles have, or contain at any depth, a role of this name?
    reaches: function (roleIds, name) {
        var all = this.closure(roleIds);
        for (var id in all) if (this.nameOf(id) === name) return true;
        return false;
    },

    closure: function (roleIds) {
        var all = {}, open = roleIds.slice();
        while (open.length) {
            var id = open.pop();
            if (!id || all[id]) continue;
            all[id] = true;
            open = open.concat(this.containedIn(id));
        }
        return all;
    },

    containedIn: function (roleId) {
        if (!this.contained[roleId]) {
            this.contained[roleId] = this.values('sys_user_role_contains', 'role=' + roleId, 'contains');
        }
        return this.contained[roleId];
    },

    nameOf: function (roleId) {
        if (this.names[roleId] === undefined) {
            this.names[roleId] = this.values('sys_user_role', 'sys_id=' + roleId, 'name')[0] || '';
        }
        return this.names[roleId];
    },

    values: function (table, query, field) {
        var found = [], rows = new GlideRecord(table);
        rows.addEncodedQuery(query);
        rows.query();
        while (rows.next()) found.push(rows.getValue(field));
        return found;
    },

    type: 'RoleGraph'
};

// Keeps one sys_user_has_role row per role that a user holds through a group or another role
// (inherited=true), so that lists, conditions and clients see every holder of a role. What a session may
// do is computed from the direct grants alone.
var RoleGrants = Class.create();
RoleGrants.prototype = {
    initialize: function () {
        this.contained = {};
        this.ofGroup = {};
    },

    refreshUser: function (userId) {
        var wanted = this.inheritedOf(userId);
        var row = new GlideRecord('sys_user_has_role');
        row.addQuery('user', userId);
        row.addQuery('inherited', true);
        row.query();
        while (row.next()) {
            var path = wanted[row.getValue('role')];
            if (path && this.sameAs(row, path)) delete wanted[row.getValue('role')];
            else row.deleteRecord();
        }
        for (var role in wanted) this.add(userId, role, wanted[role]);
    },

    // Everybody in the group or below it.
    refreshGroup: function (groupId) {
        var groups = this.withChildren(groupId), users = {};
        for (var i = 0; i < groups.length; i++) {
            this.each('sys_user_grmember', 'group=' + groups[i], function (member) {
                users[member.getValue('user')] = true;
            });
        }
        for (var user in users) this.refreshUser(user);
    },

    // Everybody who holds the role, directly or not.
    refreshRole: function (roleId) {
        var users = {}, grants = this;
        this.each('sys_user_has_role', 'role=' + roleId, function (grant) {
            users[grant.getValue('user')] = true;
        });
        for (var user in users) grants.refreshUser(user);
    },

    // role → how it came: { group, role } with either empty.
    inheritedOf: function (userId) {
        var direct = {}, found = {}, grants = this;
        this.each('sys_user_has_role', 'user=' + userId + '^inherited=false^state=active', function (grant) {
            direct[grant.getValue('role')] = true;
        });
        for (var role in direct) this.addContained(found, role, { group: '', role: role });
        this.each('sys_user_grmember', 'user=' + userId, function (member) {
            var group = member.getValue('group');
            grants.rolesOfGroup(group).forEach(function (granted) {
                grants.addPath(found, granted, { group: group, role: '' });
                grants.addContained(found, granted, { group: group, role: granted });
            });
        });
        for (var held in direct) delete found[held];
        return found;
    },

    addPath: function (found, role, path) {
        if (found[role]) return false;
        found[role] = path;
        return true;
    },

    addContained: function (found, role, path) {
        var inside = this.containedIn(role);
        for (var i = 0; i < inside.length; i++) {
            if (this.addPath(found, inside[i], path)) this.addContained(found, inside[i], path);
        }
    },

    containedIn: function (roleId) {
        if (!this.contained[roleId]) {
            this.contained[roleId] = this.values('sys_user_role_contains', 'role=' + roleId, 'contains');
        }
        return this.contained[roleId];
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

    withChildren: function (groupId) {
        var all = [groupId];
        for (var i = 0; i < all.length; i++) {
            this.values('sys_user_group', 'parent=' + all[i], 'sys_id').forEach(function (child) {
                if (all.indexOf(child) < 0) all.push(child);
            });
        }
        return all;
    },

    sameAs: function (row, path) {
        return (row.getValue('granted_by') || '') === path.group &&
            (row.getValue('included_in_role') || '') === path.role;
    },

    add: function (userId, roleId, path) {
        var row = new GlideRecord('sys_user_has_role');
        row.initialize();
        row.setValue('user', userId);
        row.setValue('role', roleId);
        row.setValue('inherited', true);
        row.setValue('granted_by', path.group);
        row.setValue('included_in_role', path.role);
        row.insert();
    },

    values: function (table, query, field) {
        var found = [];
        this.each(table, query, function (row) { found.push(row.getValue(field)); });
        return found;
    },

    each: function (table, query, visit) {
        var rows = new GlideRecord(table);
        rows.addEncodedQuery(query);
        rows.query();
        while (rows.next()) visit(rows);
    },

    type: 'RoleGrants'
};

// Keeps one sys_user_has_role row per role that a user holds through a group or another role
// (inherited=true), so that lists, conditions and clients see every holder of a role. What a session may
// do is computed from the direct grants alone.
var RoleGrants = Class.create();
RoleGrants.prototype = {
    initialize: function () {
        this.graph = new RoleGraph();
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
        this.refreshAll(this.graph.membersOf(groupId));
    },

    // Everybody who holds the role, directly or not.
    refreshRole: function (roleId) {
        this.refreshAll(this.graph.values('sys_user_has_role', 'role=' + roleId, 'user'));
    },

    refreshAll: function (users) {
        var done = {};
        for (var i = 0; i < users.length; i++) {
            if (!done[users[i]]) this.refreshUser(users[i]);
            done[users[i]] = true;
        }
    },

    // role → how it came: { group, role } with either empty. The first way found counts.
    inheritedOf: function (userId) {
        var graph = this.graph, found = {}, grants = this;
        var direct = graph.values('sys_user_has_role', 'user=' + userId + '^inherited=false^state=active', 'role');
        direct.forEach(function (role) {
            grants.addContained(found, role, { group: '', role: role });
        });
        graph.values('sys_user_grmember', 'user=' + userId, 'group').forEach(function (group) {
            graph.rolesOfGroup(group).forEach(function (role) {
                if (!found[role]) found[role] = { group: group, role: '' };
                grants.addContained(found, role, { group: group, role: role });
            });
        });
        direct.forEach(function (role) { delete found[role]; });
        return found;
    },

    addContained: function (found, role, path) {
        var inside = this.graph.containedIn(role);
        for (var i = 0; i < inside.length; i++) {
            if (found[inside[i]]) continue;
            found[inside[i]] = path;
            this.addContained(found, inside[i], path);
        }
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

    type: 'RoleGrants'
};

// A person is internal or external, never both, whether the role comes directly, through a group, a
// parent group or a containing role (explicit-roles.md). Each after...() answers the sets of roles that
// somebody would hold once the row is saved; guard() refuses the row when one set holds both.
var ExplicitRoles = Class.create();
ExplicitRoles.prototype = {
    INTERNAL: 'snc_internal',
    EXTERNAL: 'snc_external',

    initialize: function () {
        this.graph = new RoleGraph();
    },

    guard: function (current, after) {
        var sets = this[after](current);
        for (var i = 0; i < sets.length; i++) {
            if (!this.collides(sets[i])) continue;
            gs.addErrorMessage('A user cannot be internal and external at once: ' +
                'the roles snc_internal and snc_external exclude each other.');
            current.setAbortAction(true);
            return;
        }
    },

    collides: function (roleIds) {
        return this.graph.reaches(roleIds, this.INTERNAL) && this.graph.reaches(roleIds, this.EXTERNAL);
    },

    isExplicit: function (roleIds) {
        return this.graph.reaches(roleIds, this.INTERNAL) || this.graph.reaches(roleIds, this.EXTERNAL);
    },

    afterGrant: function (grant) {
        var role = grant.getValue('role');
        if (!this.isExplicit([role])) return [];
        return [this.graph.rolesOfUser(grant.getValue('user')).concat(role)];
    },

    afterJoining: function (member) {
        var added = this.graph.rolesOfGroup(member.getValue('group'));
        if (!this.isExplicit(added)) return [];
        return [this.graph.rolesOfUser(member.getValue('user')).concat(added)];
    },

    afterGroupGrant: function (grant) {
        var role = grant.getValue('role');
        if (!this.isExplicit([role])) return [];
        return this.withMembers(grant.getValue('group'), [role]);
    },

    afterMoving: function (group) {
        var added = this.graph.rolesOfGroup(group.getValue('parent'));
        if (!this.isExplicit(added)) return [];
        return this.withMembers(group.getUniqueValue(), added);
    },

    // The two explicit roles contain nothing; no other role contains both.
    afterContaining: function (link) {
        var outer = this.graph.nameOf(link.getValue('role'));
        var inner = link.getValue('contains');
        if (outer === this.INTERNAL || outer === this.EXTERNAL) return [this.both()];
        return [[link.getValue('role'), inner]];
    },

    // The roles of the group, and of each of its members, with the added ones.
    withMembers: function (groupId, added) {
        var graph = this.graph, sets = [graph.rolesOfGroup(groupId).concat(added)];
        graph.membersOf(groupId).forEach(function (user) {
            sets.push(graph.rolesOfUser(user).concat(added));
        });
        return sets;
    },

    both: function () {
        return this.graph.values('sys_user_role', 'nameIN' + this.INTERNAL + ',' + this.EXTERNAL, 'sys_id');
    },

    type: 'ExplicitRoles'
};

// A person is internal or external, never both, whether the role comes directly, through a group, a
// parent group or a containing role (explicit-roles.md). Each after...() answers the sets of roles that
// somebody would hold once the row is saved; guard() refuses the row when one set holds both.
var ExplicitRoles = Class.create();
ExplicitRoles.prototype = {
    INTERNAL: 'snc_internal',
    EXTERNAL: 'snc_external',

    initialize: function () {
        this.names = {};
        this.contained = {};
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
        var internal = false, external = false;
        for (var id in this.closure(roleIds)) {
            internal = internal || this.nameOf(id) === this.INTERNAL;
            external = external || this.nameOf(id) === this.EXTERNAL;
        }
        return internal && external;
    },

    afterGrant: function (grant) {
        if (!this.isExplicit(grant.getValue('role'))) return [];
        return [this.rolesOfUser(grant.getValue('user')).concat(grant.getValue('role'))];
    },

    afterJoining: function (member) {
        var added = this.rolesOfGroup(member.getValue('group'));
        if (!this.anyExplicit(added)) return [];
        return [this.rolesOfUser(member.getValue('user')).concat(added)];
    },

    afterGroupGrant: function (grant) {
        var role = grant.getValue('role');
        if (!this.isExplicit(role)) return [];
        var sets = [this.rolesOfGroup(grant.getValue('group')).concat(role)];
        var members = new GlideRecord('sys_user_grmember');
        members.addQuery('group', 'IN', this.groupAndChildren(grant.getValue('group')).join(','));
        members.query();
        while (members.next()) sets.push(this.rolesOfUser(members.getValue('user')).concat(role));
        return sets;
    },

    afterContaining: function (link) {
        var outer = this.nameOf(link.getValue('role'));
        if (outer === this.INTERNAL || outer === this.EXTERNAL) return [this.both()];
        return [[link.getValue('role'), link.getValue('contains')]];
    },

    // A set that always collides: the two explicit roles may contain nothing.
    both: function () {
        return [this.idOf(this.INTERNAL), this.idOf(this.EXTERNAL)];
    },

    isExplicit: function (roleId) {
        return this.anyExplicit([roleId]);
    },

    anyExplicit: function (roleIds) {
        for (var id in this.closure(roleIds)) {
            if (this.nameOf(id) === this.INTERNAL || this.nameOf(id) === this.EXTERNAL) return true;
        }
        return false;
    },

    rolesOfUser: function (userId) {
        var roles = this.values('sys_user_has_role', 'user=' + userId + '^inherited=false', 'role');
        var groups = this.values('sys_user_grmember', 'user=' + userId, 'group');
        for (var i = 0; i < groups.length; i++) roles = roles.concat(this.rolesOfGroup(groups[i]));
        return roles;
    },

    // The group's own roles and those of its parents.
    rolesOfGroup: function (groupId) {
        var roles = [], seen = {};
        while (groupId && !seen[groupId]) {
            seen[groupId] = true;
            roles = roles.concat(this.values('sys_group_has_role', 'group=' + groupId, 'role'));
            var group = new GlideRecord('sys_user_group');
            groupId = group.get(groupId) ? group.getValue('parent') : '';
        }
        return roles;
    },

    groupAndChildren: function (groupId) {
        var all = [groupId];
        for (var i = 0; i < all.length; i++) {
            var children = this.values('sys_user_group', 'parent=' + all[i], 'sys_id');
            for (var c = 0; c < children.length; c++) {
                if (all.indexOf(children[c]) < 0) all.push(children[c]);
            }
        }
        return all;
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
            var role = new GlideRecord('sys_user_role');
            this.names[roleId] = role.get(roleId) ? role.getValue('name') : '';
        }
        return this.names[roleId];
    },

    idOf: function (name) {
        var role = new GlideRecord('sys_user_role');
        return role.get('name', name) ? role.getUniqueValue() : '';
    },

    values: function (table, query, field) {
        var found = [], rows = new GlideRecord(table);
        rows.addEncodedQuery(query);
        rows.query();
        while (rows.next()) found.push(rows.getValue(field));
        return found;
    },

    type: 'ExplicitRoles'
};

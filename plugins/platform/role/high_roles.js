// Some roles only their holders may give away, by whatever way, and only they may change what their
// other holders sign in with. Otherwise whoever administers users could become an administrator.
var HighRoles = Class.create();
HighRoles.prototype = {
    NAMES: ['admin', 'security_admin', 'maint', 'nobody'],

    initialize: function () {
        this.graph = new RoleGraph();
    },

    guardGrant: function (grant) {
        this.guard(grant, [grant.getValue('role')]);
    },

    guardJoining: function (member) {
        this.guard(member, this.graph.rolesOfGroup(member.getValue('group')));
    },

    guardMoving: function (group) {
        this.guard(group, this.graph.rolesOfGroup(group.getValue('parent')));
    },

    guard: function (row, roleIds) {
        var name = this.outOfReach(roleIds);
        if (name) this.refuse(row, 'You may not grant the role ' + name + '.');
    },

    // What somebody signs in with, or gets a new password by.
    SIGN_IN: ['user_password', 'user_name', 'email', 'active', 'locked_out', 'enable_multifactor_authn'],

    guardSignIn: function (user) {
        if (user.getUniqueValue() === gs.getUserID()) return;
        if (!this.SIGN_IN.some(function (name) { return user.getElement(name).changes(); })) return;
        if (!this.outOfReach(this.graph.rolesOfUser(user.getUniqueValue()))) return;
        this.refuse(user, 'Only an administrator may change how an administrator signs in.');
    },

    // The first of the high roles that these roles give and the person who acts does not hold.
    outOfReach: function (roleIds) {
        if (gs.getUserName() === 'system') return '';
        for (var i = 0; i < this.NAMES.length; i++) {
            var name = this.NAMES[i];
            if (this.graph.reaches(roleIds, name) && !(name !== 'nobody' && gs.hasRole(name))) return name;
        }
        return '';
    },

    refuse: function (row, message) {
        gs.addErrorMessage(message);
        row.setAbortAction(true);
    },

    type: 'HighRoles'
};

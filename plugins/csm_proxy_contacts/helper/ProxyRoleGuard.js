// A proxy contact is an employee, and never a contributor, whether a role comes directly, through a
// group or inside another role. Each after...() answers the sets of role ids that somebody would hold
// once the row is saved; refuse() aborts the row when one of them mixes what must stay apart.
var ProxyRoleGuard = Class.create();
ProxyRoleGuard.prototype = {
    PROXY: 'sn_customerservice.proxy_contact',
    APART: {
        'sn_customerservice.account_contributor': true,
        'sn_customerservice.consumer_contributor': true,
        'sn_customerservice.relationship_contributor': true,
        'sn_customerservice.service_organization_contributor': true,
        'sn_customerservice.self_contributor': true,
        'sn_customerservice.case_contributor_creator': true,
        'snc_external': true
    },

    initialize: function () {
        this.roles = new ExplicitRoles();
    },

    refuse: function (current, sets) {
        for (var i = 0; i < sets.length; i++) {
            var other = this.mixed(sets[i]);
            if (!other)
                continue;
            gs.addErrorMessage('A proxy contact cannot hold the role ' + other + ' as well.');
            current.setAbortAction(true);
            return;
        }
    },

    // The name of the role that does not go with the one of a proxy contact, or '' when all is well.
    mixed: function (roleIds) {
        var proxy = false;
        var other = '';
        for (var id in this.roles.closure(roleIds)) {
            var name = this.roles.nameOf(id);
            proxy = proxy || name == this.PROXY;
            if (this.APART[name])
                other = name;
        }
        return proxy ? other : '';
    },

    afterGrant: function (grant) {
        return [this.roles.rolesOfUser(grant.getValue('user')).concat(grant.getValue('role'))];
    },

    afterJoining: function (member) {
        return [this.roles.rolesOfUser(member.getValue('user')).concat(this.roles.rolesOfGroup(member.getValue('group')))];
    },

    afterGroupGrant: function (grant) {
        var sets = [];
        var members = new GlideRecord('sys_user_grmember');
        members.addQuery('group', 'IN', this.roles.groupAndChildren(grant.getValue('group')).join(','));
        members.query();
        while (members.next())
            sets.push(this.roles.rolesOfUser(members.getValue('user')).concat(grant.getValue('role')));
        return sets;
    },

    afterContaining: function (link) {
        return [[link.getValue('role'), link.getValue('contains')]];
    },

    type: 'ProxyRoleGuard'
};

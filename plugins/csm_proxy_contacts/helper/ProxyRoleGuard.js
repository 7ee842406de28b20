// A proxy contact is an employee, and never a contributor, whether a role comes directly, through a
// group or inside another role. Each after...() answers the sets of role ids that somebody would hold
// once the row is saved; refuse() aborts the row when one of them mixes what must stay apart.
var ProxyRoleGuard = Class.create();
ProxyRoleGuard.prototype = {
    PROXY: 'sn_customerservice.proxy_contact',
    APART: [
        'sn_customerservice.account_contributor', 'sn_customerservice.consumer_contributor',
        'sn_customerservice.relationship_contributor', 'sn_customerservice.self_contributor',
        'sn_customerservice.service_organization_contributor',
        'sn_customerservice.case_contributor_creator', 'snc_external'
    ],

    initialize: function () {
        this.graph = new RoleGraph();
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
        if (!this.graph.reaches(roleIds, this.PROXY))
            return '';
        for (var i = 0; i < this.APART.length; i++) {
            if (this.graph.reaches(roleIds, this.APART[i]))
                return this.APART[i];
        }
        return '';
    },

    afterGrant: function (grant) {
        return [this.graph.rolesOfUser(grant.getValue('user')).concat(grant.getValue('role'))];
    },

    afterJoining: function (member) {
        return [this.graph.rolesOfUser(member.getValue('user'))
            .concat(this.graph.rolesOfGroup(member.getValue('group')))];
    },

    afterGroupGrant: function (grant) {
        var graph = this.graph;
        return graph.membersOf(grant.getValue('group')).map(function (user) {
            return graph.rolesOfUser(user).concat(grant.getValue('role'));
        });
    },

    afterContaining: function (link) {
        return [[link.getValue('role'), link.getValue('contains')]];
    },

    type: 'ProxyRoleGuard'
};

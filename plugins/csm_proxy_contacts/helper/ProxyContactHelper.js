// Proxy contacts: employees who open and follow cases in a customer's stead.
var ProxyContactHelper = Class.create();
ProxyContactHelper.prototype = {
    ROLE: 'sn_customerservice.proxy_contact',

    initialize: function () {},

    // Does an active user hold the role, directly, by group or inside another role?
    isProxyContact: function (userId) {
        var grant = new GlideRecord('sys_user_has_role');
        grant.addEncodedQuery('user=' + userId + '^user.active=true^role.name=' + this.ROLE);
        grant.setLimit(1);
        grant.query();
        return !!userId && grant.hasNext();
    },

    // The employee to show as internal contact, or '' when he is no proxy contact.
    internalContactFor: function (userId) {
        return this.isProxyContact(userId) ? userId : '';
    },

    // Who an interaction was opened for, when that is a proxy contact, else ''.
    getInternalContactForInteraction: function (interaction) {
        return this.internalContactFor(interaction.opened_for + '');
    },

    canSeeCase: function (kase, userId) {
        return !!userId && kase.internal_contact == userId && this.isProxyContact(userId);
    },

    // The cases of a proxy contact, as a condition for lists.
    getCaseQuery: function (userId) {
        return 'internal_contact=' + userId;
    },

    // Who can be chosen as internal contact: active users who hold the role.
    getProxyContactQuery: function () {
        var ids = new CSMHelper().ids('sys_user_has_role', 'role.name=' + this.ROLE, 'user');
        return 'active=true^sys_idIN' + new CSMHelper().join(ids);
    },

    // Whom the person of this session may choose as contact of a case.
    contactQualifier: function (kase) {
        var helper = new CSMHelper();
        if (kase.account.nil() || helper.isAgent() || !gs.hasRole(this.ROLE))
            return helper.contactQualifier(kase);
        return this.getContactQualifier(kase.account + '');
    },

    // The accounts a case can be opened for.
    getAccountQualifier: function () {
        return 'active=true^customer=true';
    },

    // Who can be named as the customer: contacts of the account, contacts whom a relationship lets act
    // for it, and contacts of its partners.
    getContactQualifier: function (account) {
        var helper = new CSMHelper();
        var partners = helper.ids('account_relationship', 'to_account=' + account + '^from_account.partner=true', 'from_account');
        var related = helper.ids('sn_customerservice_contact_relationship', 'company=' + account, 'contact');
        return 'active=true^accountIN' + helper.join([account].concat(partners)) + '^ORsys_idIN' + helper.join(related);
    },

    type: 'ProxyContactHelper'
};

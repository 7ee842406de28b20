// Who the person of this session acts for. Every function answers one id or a list of ids joined by
// commas, so that conditions can use them after = and IN; 'none' stands for nobody, because an empty
// value would mean "no condition" to some operators.
var CSMHelper = Class.create();
CSMHelper.prototype = {
    initialize: function () {
        this.me = gs.getUserID() || 'none';  // a stranger is not whoever has no user
    },

    // --- accounts ---

    myAccount: function () {
        var contact = new GlideRecord('customer_contact');
        return (contact.get(this.me) && contact.account + '') || 'none';
    },

    // The own account and those that a contact relationship names.
    myAccounts: function () {
        return this.join([this.myAccount()].concat(this.accountsActedFor(this.me)));
    },

    // Where the paths of all accounts below the own one begin.
    pathBelowMine: function () {
        var account = new GlideRecord('customer_account');
        if (!account.get(this.myAccount()) || account.account_path.nil())
            return 'none';
        return account.account_path + '/';
    },

    // The own account with all accounts below it.
    myTree: function () {
        return this.join([this.myAccount()].concat(
            this.ids('customer_account', 'account_pathSTARTSWITH' + this.pathBelowMine(), 'sys_id')));
    },

    // The customers that the own partner account serves.
    myCustomers: function () {
        return this.join(this.customersOf(this.myAccount()));
    },

    // The partner accounts that serve the own account.
    myPartners: function () {
        return this.join(this.ids('account_relationship', 'to_account=' + this.myAccount(), 'from_account'));
    },

    // The products that the accounts one acts for, or one's consumers, own.
    myModels: function () {
        return this.modelsOwnedBy('accountIN' + this.myReach() + '^ORconsumerIN' + this.myConsumers());
    },

    modelsOwnedBy: function (owners) {
        return this.join(this.ids('alm_asset', owners, 'model')
            .concat(this.ids('sn_install_base_sold_product', owners, 'product')));
    },

    // The accounts whose team an employee is on.
    myTeamAccounts: function () {
        return this.join(this.ids('sn_customerservice_team_member', 'user=' + this.me, 'account'));
    },

    // Every account whose contacts, assets and products the person may look up.
    myReach: function () {
        var reach = [this.myAccount()].concat(this.accountsActedFor(this.me));
        if (gs.hasRole('sn_customerservice.customer_case_manager') || gs.hasRole('sn_customerservice.customer_admin'))
            reach = reach.concat(this.myTree().split(','));
        if (gs.hasRole('sn_customerservice.partner'))
            reach = reach.concat(this.customersOf(this.myAccount()));
        return this.join(reach);
    },

    accountsActedFor: function (contact) {
        return this.ids('sn_customerservice_contact_relationship', 'contact=' + contact, 'company');
    },

    customersOf: function (partner) {
        return this.ids('account_relationship', 'from_account=' + partner + '^to_account.customer=true', 'to_account');
    },

    // Does a relationship or the account tree connect the two?
    isNear: function (one, other) {
        if (one == other || this.ids('account_relationship', 'from_account=' + one + '^to_account=' + other, 'sys_id').length)
            return true;
        return this.rootOf(one) == this.rootOf(other);
    },

    rootOf: function (id) {
        var account = new GlideRecord('customer_account');
        return account.get(id) ? (account.account_path + '').split('/')[0] : id;
    },

    // --- consumers ---

    myConsumer: function () {
        return this.join(this.ids('csm_consumer', 'user=' + this.me, 'sys_id'));
    },

    // Oneself, the current members of the household one heads, and whom one represents.
    myConsumers: function () {
        var mine = this.myConsumer();
        return this.join(mine.split(',').concat(
            this.ids('csm_household_member', 'household.head_of_householdIN' + mine + '^current_member=true', 'consumer'),
            this.ids('sn_customer_rel_consumer_to_consumer', 'consumerIN' + mine, 'of_consumer')));
    },

    // --- what belongs together on a case ---

    // Contacts of the account, and those whom a relationship lets act for it.
    contactQualifier: function (current) {
        if (current.account.nil())
            return 'active=true';
        return 'active=true^account=' + current.account + '^ORsys_idIN' +
            this.join(this.ids('sn_customerservice_contact_relationship', 'company=' + current.account, 'contact'));
    },

    partnerQualifier: function (current) {
        var query = 'active=true^partner=true';
        if (current.account.nil())
            return query;
        return query + '^sys_idIN' + this.join(this.ids('account_relationship', 'to_account=' + current.account, 'from_account'));
    },

    ownedQualifier: function (current) {
        if (!current.account.nil())
            return 'account=' + current.account;
        return current.consumer.nil() ? 'sys_idISNOTEMPTY' : 'consumer=' + current.consumer;
    },

    // Agents choose any product; everybody else one that the account of the case owns.
    productQualifier: function (current) {
        if (current.account.nil() || this.isAgent())
            return '';
        return 'sys_idIN' + this.modelsOwnedBy('account=' + current.account);
    },

    actsFor: function (contact, account) {
        var person = new GlideRecord('customer_contact');
        if (!person.get(contact))
            return false;
        return person.account == account || this.accountsActedFor(contact).indexOf(account) >= 0;
    },

    isPartnerOf: function (partner, account) {
        return this.ids('account_relationship', 'from_account=' + partner + '^to_account=' + account, 'sys_id').length > 0;
    },

    // --- people and roles ---

    isAgent: function () {
        return gs.hasRole('sn_customerservice.case_worker');
    },

    grant: function (user, role) {
        if (this.ids('sys_user_has_role', 'user=' + user + '^role.name=' + role, 'sys_id').length)
            return;
        var roles = new GlideRecord('sys_user_role');
        if (!roles.get('name', role))
            return;
        var grant = new GlideRecord('sys_user_has_role');
        grant.user = user;
        grant.role = roles.sys_id;
        grant.insert();
    },

    holds: function (user, role) {
        var held = new GlideRecord('sys_user_has_role');
        held.addEncodedQuery('user=' + user + '^role.name=' + role);
        held.query();
        return held.hasNext();
    },

    holdsAnyBut: function (user, role) {
        return this.ids('sys_user_has_role', 'user=' + user + '^role.name!=' + role, 'sys_id').length > 0;
    },

    // --- lists of ids ---

    ids: function (table, query, field) {
        var found = [];
        var row = new GlideRecord(table);
        row.addEncodedQuery(query);
        row.query();
        while (row.next())
            found.push(row.getValue(field));
        return found;
    },

    join: function (ids) {
        var seen = {};
        var list = [];
        for (var i = 0; i < ids.length; i++) {
            if (ids[i] && ids[i] != 'none' && !seen[ids[i]])
                list.push(ids[i]);
            seen[ids[i]] = true;
        }
        return list.join(',') || 'none';
    },

    type: 'CSMHelper'
};

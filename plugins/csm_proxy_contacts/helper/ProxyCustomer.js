// The customer whom a proxy contact names on a case.
var ProxyCustomer = Class.create();
ProxyCustomer.prototype = {
    initialize: function () {
        this.helper = new CSMHelper();
    },

    // A contact of one of the account's partners is written down as what he is: the partner contact.
    settlePartner: function (kase) {
        if (kase.account.nil() || kase.contact.nil())
            return;
        var account = kase.account + '';
        var company = kase.contact.account + '';
        if (this.helper.actsFor(kase.contact + '', account) || !this.helper.isPartnerOf(company, account))
            return;
        kase.partner = company;
        kase.partner_contact = kase.contact + '';
        kase.contact = '';
    },

    // Why the case cannot be opened like this, or '' when it can. A mail names no customer yet.
    objection: function (kase) {
        if (kase.contact_type == 'email')
            return '';
        if (kase.account.nil())
            return 'Choose the account that you speak for.';
        if (kase.account.active == false || kase.account.customer == false)
            return 'Cases are opened for active customer accounts only.';
        if (kase.contact.nil() && kase.partner_contact.nil())
            return this.hasContacts(kase.account + '') ? 'Choose the contact that you speak for.'
                : 'This account has no contacts. Ask an agent to open the case.';
        if (this.left(kase.contact) || this.left(kase.partner_contact))
            return 'This contact is no longer active. Choose another one.';
        return '';
    },

    hasContacts: function (account) {
        var contact = new GlideRecord('customer_contact');
        contact.addEncodedQuery(new ProxyContactHelper().getContactQualifier(account));
        contact.setLimit(1);
        contact.query();
        return contact.hasNext();
    },

    left: function (person) {
        return !person.nil() && person.active == false;
    },

    type: 'ProxyCustomer'
};

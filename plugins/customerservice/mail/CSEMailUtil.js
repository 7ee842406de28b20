// How an incoming mail becomes a case or a comment on one. Everything happens in the name of the sender.
// A mail that leads to nothing says why in its own row, where agents read it.
var CSEMailUtil = Class.create();
CSEMailUtil.prototype = {
    initialize: function (email, sysEmail) {
        this.email = email;
        this.mail = sysEmail;
        this.subject = (email.subject || '') + '';
    },

    // --- new mails ---

    // To the address of the case queue, with the prefix in its subject, or to the address of a channel.
    isForCases: function () {
        return this.isToQueue() || this.hasPrefix() || !!this.channel();
    },

    createCase: function (kase) {
        var sender = this.sender();
        if (!sender)
            return;
        this.fill(kase);
        for (var field in sender)
            kase.setValue(field, sender[field]);
        kase.insert();
    },

    // A new case with what the mail says, whoever sent it.
    fill: function (kase) {
        kase.initialize();
        kase.contact_type = 'email';
        kase.short_description = this.title();
        kase.description = this.email.body_text;
        var channel = this.channel();
        if (channel)
            kase.product = channel.product;
    },

    // The case's fields that say who asks, or null with the reason noted when no case is to be made.
    sender: function () {
        var contact = new GlideRecord('customer_contact');
        if (contact.get(gs.getUserID()))
            return { contact: contact.getUniqueValue(), account: contact.getValue('account') };
        var consumer = new CSMHelper().myConsumer();
        if (consumer != 'none')
            return { consumer: consumer.split(',')[0] };
        if (this.isEmployee())
            return this.ignore('The sender is an employee without the role to open cases by mail.');
        if (gs.getProperty('sn_customerservice.email.create_case_for_non_matched_user', 'false') == 'true')
            return {};
        return this.ignore('Nobody is known by this address.');
    },

    isEmployee: function () {
        return gs.hasRole('snc_internal') && gs.getUserName() != 'guest';
    },

    isToQueue: function () {
        var address = gs.getProperty('glide.cs.email.case_queue_address', '').toLowerCase();
        return !!address && this.recipients().indexOf(address) >= 0;
    },

    hasPrefix: function () {
        var prefix = gs.getProperty('glide.cs.email.new_case_prefix', 'Case:');
        return !!prefix && this.subject.indexOf(prefix) == 0;
    },

    channel: function () {
        var channel = new GlideRecord('sn_customerservice_channel_config');
        channel.addQuery('active', true);
        channel.addQuery('email_address', 'IN', this.recipients().join(','));
        channel.setLimit(1);
        channel.query();
        return channel.next() ? channel : null;
    },

    recipients: function () {
        var text = [this.mail.direct, this.mail.copied, this.mail.recipients].join(',').toLowerCase();
        return text.match(/[^\s<>,;"]+@[^\s<>,;"]+/g) || [];
    },

    title: function () {
        var prefix = gs.getProperty('glide.cs.email.new_case_prefix', 'Case:');
        var title = this.hasPrefix() ? this.subject.substring(prefix.length) : this.subject;
        return title.trim().substring(0, 160) || 'Mail without a subject';
    },

    // --- replies ---

    updateCase: function (kase) {
        if (kase.active == false)
            return this.answerToClosed(kase);
        if (!this.mayWrite(kase))
            return this.ignore('The sender may not write to ' + kase.number + '.');
        kase.comments = (this.email.body_text || '') + '';
        kase.update();
    },

    mayWrite: function (kase) {
        var secure = new GlideRecordSecure('sn_customerservice_case');
        return secure.get(kase.getUniqueValue()) && secure.canWrite() && secure.comments.canWrite();
    },

    answerToClosed: function (kase) {
        gs.eventQueue('case.already.closed', kase, gs.getUserID(), this.mail.getUniqueValue());
        return this.ignore(kase.number + ' is closed. The sender was told.');
    },

    ignore: function (reason) {
        this.mail.type = 'received-ignored';
        this.mail.state = 'ignored';
        this.mail.reason = reason;
        this.mail.update();
        return null;
    },

    type: 'CSEMailUtil'
};

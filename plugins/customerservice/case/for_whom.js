// A partner who names one of his customers acts for that customer; everybody else acts for himself.
(function (current) {
    var me = new GlideRecord('customer_contact');
    if (!me.get(gs.getUserID())) {
        var consumer = new CSMHelper().myConsumer();
        if (current.consumer.nil() && consumer != 'none')
            current.consumer = consumer.split(',')[0];
        return;
    }
    var foreign = !current.account.nil() && current.account != me.account + '';
    if (foreign && me.account.partner == true) {
        current.partner = me.account;
        if (current.partner_contact.nil())
            current.partner_contact = me.sys_id;
        return;
    }
    if (current.contact.nil())
        current.contact = me.sys_id;
})(current);

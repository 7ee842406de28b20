// A customer names only accounts, colleagues and consumers that he may act for.
(function (current) {
    var helper = new CSMHelper();
    var me = gs.getUserID();
    var refuse = function (message) {
        gs.addErrorMessage(message);
        current.setAbortAction(true);
    };
    var among = function (list, id) {
        return (',' + list + ',').indexOf(',' + id + ',') >= 0;
    };
    var forOthers = gs.hasRole('sn_customerservice.customer_admin') ||
        gs.hasRole('sn_customerservice.customer_case_manager') || gs.hasRole('sn_customerservice.partner');
    if (gs.hasRole('admin'))
        return;
    if (!current.account.nil() && !among(helper.myReach(), current.account + ''))
        refuse('You cannot open cases for this account.');
    else if (!current.contact.nil() && current.contact != me && !forOthers)
        refuse('You can open cases for yourself only.');
    else if (!current.consumer.nil() && !among(helper.myConsumers(), current.consumer + ''))
        refuse('You cannot open cases for this person.');
})(current);

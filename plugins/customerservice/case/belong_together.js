(function (current) {
    var helper = new CSMHelper();
    var account = current.account + '';
    var refuse = function (message) {
        gs.addErrorMessage(message);
        current.setAbortAction(true);
    };
    if (!current.contact.nil() && !helper.actsFor(current.contact + '', account))
        refuse(current.contact.getDisplayValue() + ' is not a contact of ' + current.account.getDisplayValue() + '.');
    if (!current.partner.nil() && !helper.isPartnerOf(current.partner + '', account))
        refuse(current.partner.getDisplayValue() + ' is not a partner of ' + current.account.getDisplayValue() + '.');
    if (!current.partner_contact.nil() && current.partner_contact.account != current.partner + '')
        refuse(current.partner_contact.getDisplayValue() + ' is not a contact of ' +
            current.partner.getDisplayValue() + '.');
    if (!current.asset.nil() && !current.asset.account.nil() && current.asset.account != account)
        refuse('This asset does not belong to ' + current.account.getDisplayValue() + '.');
})(current);

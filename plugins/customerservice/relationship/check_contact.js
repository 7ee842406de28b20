// No duplicates, one holder of a unique responsibility, and only people who stand near the account.
(function (current) {
    var refuse = function (message) {
        gs.addErrorMessage(message);
        current.setAbortAction(true);
    };
    var others = new GlideRecord('sn_customerservice_contact_relationship');
    others.addQuery('company', current.company + '');
    others.addQuery('responsibility', current.responsibility + '');
    others.query();
    while (others.next()) {
        if (others.contact + '' == current.contact + '')
            return refuse('This contact already has this responsibility for the account.');
        if (current.responsibility.unique == true)
            return refuse('Another contact already holds this responsibility for the account.');
    }
    if (gs.getProperty('sn_customerservice.contact_relationship.restrict_within_account_hierarchy', 'true') != 'true')
        return;
    if (!new CSMHelper().isNear(current.contact.account + '', current.company + ''))
        refuse('The account of this contact is not related to ' + current.company.getDisplayValue() + '.');
})(current);

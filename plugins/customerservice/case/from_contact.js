// Keeps an account that the contact acts for; otherwise the contact's own account it is.
(function (current) {
    if (current.isNewRecord() && current.contact_time_zone.nil())
        current.contact_time_zone = current.contact.time_zone;
    if (!current.account.nil() &&
        (current.account.changes() || new CSMHelper().actsFor(current.contact + '', current.account + '')))
        return;
    current.account = current.contact.account;
})(current);

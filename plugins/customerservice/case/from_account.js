(function (current) {
    current.company = current.account;
    if (!current.account.nil() && !current.support_manager.changes())
        current.support_manager = current.account.support_manager;
})(current);

(function (current) {
    if (!new AccountPath().isAtOrBelow(current.account_parent + '', current.sys_id + ''))
        return;
    gs.addErrorMessage('An account cannot lie below itself. Choose another parent account.');
    current.setAbortAction(true);
})(current);

(function (current) {
    if (current.account_code.nil())
        current.account_code = new AccountPath().nextCode();
})(current);

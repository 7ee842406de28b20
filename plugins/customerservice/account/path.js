(function (current) {
    current.account_path = new AccountPath().pathOf(current);
    current.parent = current.account_parent;
})(current);

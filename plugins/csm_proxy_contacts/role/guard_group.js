(function (current) {
    var guard = new ProxyRoleGuard();
    guard.refuse(current, guard.afterGroupGrant(current));
})(current);

(function (current) {
    var guard = new ProxyRoleGuard();
    guard.refuse(current, guard.afterContaining(current));
})(current);

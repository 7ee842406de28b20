(function (current) {
    var guard = new ProxyRoleGuard();
    guard.refuse(current, guard.afterJoining(current));
})(current);

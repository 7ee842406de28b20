// Grants that come from a group or another role were guarded there.
(function (current) {
    if (current.inherited == true)
        return;
    var guard = new ProxyRoleGuard();
    guard.refuse(current, guard.afterGrant(current));
})(current);

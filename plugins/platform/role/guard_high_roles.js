(function guardHighRoles(current) {
    if (gs.getUserName() === 'system') return;
    var role = current.role.name.toString();
    if (role === 'admin' && gs.hasRole('admin')) return;
    if (role === 'security_admin' && gs.hasRole('security_admin')) return;
    gs.addErrorMessage('You may not grant the role ' + role + '.');
    current.setAbortAction(true);
})(current);

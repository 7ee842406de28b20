(function refuseCircle(current) {
    var outer = current.getValue('role');
    var open = [current.getValue('contains')], seen = {};
    while (open.length) {
        var id = open.pop();
        if (id === outer) {
            gs.addErrorMessage('A role cannot contain itself, not even through another.');
            current.setAbortAction(true);
            return;
        }
        if (seen[id]) continue;
        seen[id] = true;
        var inside = new GlideRecord('sys_user_role_contains');
        inside.addQuery('role', id);
        inside.query();
        while (inside.next()) open.push(inside.getValue('contains'));
    }
})(current);

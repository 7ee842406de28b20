(function countReassignment(current, previous) {
    var movedPerson = current.assigned_to.changes() && previous.getValue('assigned_to');
    var movedGroup = current.assignment_group.changes() && previous.getValue('assignment_group');
    if (!movedPerson && !movedGroup) return;
    var count = parseInt(current.getValue('reassignment_count'), 10) || 0;
    current.setValue('reassignment_count', count + 1);
})(current, previous);

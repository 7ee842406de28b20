// Colleagues on the case read in its notes what becomes of its tasks; a finished one needs a look.
(function (current) {
    var kase = current.parent_case.getRefRecord();
    if (!kase.isValidRecord() || kase.active != true)
        return;
    var started = current.operation() == 'insert';
    kase.work_notes = current.number + (started ? ' was created: ' + current.short_description
        : ' is now ' + current.state.getDisplayValue() + '.');
    if (!started && current.state == 3)
        kase.needs_attention = true;
    kase.action_status = new CaseActionStatus().of(kase);
    kase.update();
})(current);

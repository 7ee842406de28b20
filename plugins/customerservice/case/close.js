// Customers close without giving reasons. Agents say how the case was solved, and finish its tasks first.
(function (current, previous) {
    var refuse = function (message) {
        gs.addErrorMessage(message);
        current.setAbortAction(true);
    };
    current.needs_attention = false;
    current.auto_close = false;
    if (previous.state == 6)
        return;
    if (!new CSMHelper().isAgent()) {
        current.resolution_code = '7';
        current.close_notes = 'Closed by customer';
        if (current.comments.nil())
            current.comments = 'Closed by customer';
        return;
    }
    if (current.resolution_code.nil() || current.close_notes.nil())
        return refuse('Closing needs a resolution code and resolution notes.');
    var open = new CaseActionStatus().openTasks(current.sys_id + '');
    if (open.length && !gs.hasRole('sn_customerservice_manager'))
        refuse('Finish the open tasks of this case first: ' + open.join(', ') + '.');
})(current, previous);

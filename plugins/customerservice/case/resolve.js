(function (current) {
    if (current.resolution_code.nil() || current.close_notes.nil()) {
        gs.addErrorMessage('A solution needs a resolution code and resolution notes.');
        current.setAbortAction(true);
        return;
    }
    current.resolved_at = gs.nowNoTZ();
    current.resolved_by = current.assigned_to.nil() ? gs.getUserID() : current.assigned_to;
    current.auto_close = current.needs_attention == false && current.active_escalation.nil() &&
        current.active_account_escalation.nil();
    if (current.notes_to_comments == true && current.comments.nil())
        current.comments = current.close_notes + '';
})(current);

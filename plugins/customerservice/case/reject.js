(function (current) {
    if (current.comments.nil()) {
        gs.addErrorMessage('Say why this does not solve it.');
        current.setAbortAction(true);
        return;
    }
    current.resolved_at = '';
    current.resolved_by = '';
    current.auto_close = false;
})(current);

(function rejectionNeedsReason(current) {
    if (current.comments.getJournalEntry(-1) || current.comments.changes() || String(current.comments)) return;
    gs.addErrorMessage('Say why you reject.');
    current.setAbortAction(true);
})(current);

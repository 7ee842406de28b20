(function (current) {
    gs.addErrorMessage(current.number + ' is closed and can no longer be changed.');
    current.setAbortAction(true);
})(current);

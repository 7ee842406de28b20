(function (current, previous) {
    var over = previous.state == 3 || previous.state == 7;
    if (!over || gs.hasRole('admin'))
        return;
    gs.addErrorMessage(current.number + ' is closed and can no longer be changed.');
    current.setAbortAction(true);
})(current, previous);

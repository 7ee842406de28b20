(function (current, previous) {
    if (new CaseFlow().allows(previous.state + '', current.state + ''))
        return;
    gs.addErrorMessage('A case cannot go from ' + previous.state.getDisplayValue() + ' to ' +
        current.state.getDisplayValue() + ' this way.');
    current.setAbortAction(true);
})(current, previous);

(function checkValue(current) {
    var value = current.getValue('value') || '';
    var wrong = {
        boolean: value !== '' && value !== 'true' && value !== 'false' && 'Enter true or false.',
        integer: value !== '' && !/^-?\d+$/.test(value) && 'Enter a whole number.',
        choicelist: value !== '' && !isChoice(value) && 'Choose one of: ' + current.getValue('choices')
    }[current.getValue('type')];
    if (!wrong) return;
    gs.addErrorMessage(wrong);
    current.setAbortAction(true);

    function isChoice(text) {
        var choices = current.getValue('choices') || '';
        return !choices || choices.split(',').some(function (choice) {
            return choice.split('=').pop().trim() === text;
        });
    }
})(current);

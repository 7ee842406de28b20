(function keepDuration(current) {
    if (!current.getValue('opened_at')) return;
    var opened = new GlideDateTime(current.getValue('opened_at'));
    var closed = new GlideDateTime(current.getValue('closed_at'));
    current.setValue('calendar_duration', GlideDateTime.subtract(opened, closed));
})(current);

(function (current) {
    var today = new GlideDateTime().getDate().getValue();
    var start = current.start_date + '';
    var end = current.end_date + '';
    if (start && start > today)
        current.state = 'in_preparation';
    else if (end && end < today)
        current.state = 'expired';
    else
        current.state = 'active';
})(current);

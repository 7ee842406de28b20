(function (current) {
    if (current.responsibility.nil())
        current.responsibility = current.type.default_responsibility;
})(current);

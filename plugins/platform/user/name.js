(function fullName(current) {
    return [current.getValue('first_name'), current.getValue('middle_name'), current.getValue('last_name')]
        .filter(function (part) { return part; })
        .join(' ');
})(current);

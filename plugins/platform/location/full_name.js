(function fullName(current) {
    var name = current.getValue('name');
    var above = String(current.parent.full_name || '');
    return above ? above + '/' + name : name;
})(current);

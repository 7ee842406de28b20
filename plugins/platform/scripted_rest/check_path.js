(function (current) {
    var path = String(current.relative_path || '/');
    if (path.charAt(0) != '/')
        path = '/' + path;
    current.relative_path = path;
    var seen = {};
    var parts = path.split('/');
    for (var i = 1; i < parts.length; i++) {
        var name = /^\{(\w+)\}$/.exec(parts[i]);
        if (!name && /[{}]/.test(parts[i]) || name && seen[name[1]]) {
            gs.addErrorMessage('The relative path may have parameters such as {id}, each once, between slashes.');
            current.setAbortAction(true);
            return;
        }
        if (name)
            seen[name[1]] = true;
    }
})(current);

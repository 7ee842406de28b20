(function (current) {
    var task = new GlideRecord('sn_customerservice_task');
    task.initialize();
    task.parent_case = current.sys_id;
    task.short_description = current.short_description;
    task.priority = current.priority;
    task.insert();
    gs.addInfoMessage(task.number + ' was created.');
    action.setRedirectURL(task);
})(current);

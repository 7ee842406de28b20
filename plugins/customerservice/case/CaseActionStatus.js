var CaseActionStatus = Class.create();
CaseActionStatus.prototype = {
    initialize: function () {},

    // Attention wins; then whom the case waits for. An over or solved case waits for nobody.
    of: function (kase) {
        if (kase.state == 3 || kase.state == 7)
            return '';
        if (kase.needs_attention == true)
            return 'needs_attention';
        var customer = kase.state == 18;
        var internal = this.openTasks(kase.sys_id + '').length > 0;
        if (customer && internal)
            return 'blocked_both';
        return customer ? 'blocked_by_customer' : internal ? 'blocked_internal' : '';
    },

    // The numbers of the case tasks that are not done.
    openTasks: function (caseId) {
        var numbers = [];
        var task = new GlideRecord('sn_customerservice_task');
        task.addQuery('parent_case', caseId);
        task.addQuery('active', true);
        task.orderBy('number');
        task.query();
        while (task.next())
            numbers.push(task.number + '');
        return numbers;
    },

    type: 'CaseActionStatus'
};

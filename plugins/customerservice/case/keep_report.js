(function (current, previous) {
    var report = new GlideRecord('sn_customerservice_case_report');
    if (!report.get(current.case_report + ''))
        return;
    var from = previous.state + '';
    var to = current.state + '';
    if ((from == '6' || from == '3') && to == '10') {
        report.reopen_count = parseInt(report.reopen_count, 10) + 1;
        report.first_contact_resolution = 2;
    }
    if (to == '18')
        report.first_contact_resolution = 2;
    if (!previous.assigned_to.nil() && !current.assigned_to.nil() && current.assigned_to.changes())
        report.agent_reassignment_count = parseInt(report.agent_reassignment_count, 10) + 1;
    if (current.state.changes() && (to == '6' || (to == '3' && current.resolved_at.nil()))) {
        var created = new GlideDateTime(current.getValue('sys_created_on'));
        report.time_to_resolve = GlideDateTime.subtract(created, new GlideDateTime());
        if (report.first_contact_resolution == 0 && current.sys_mod_count <= 1)
            report.first_contact_resolution = 1;
    }
    report.update();
})(current, previous);

(function (current) {
    var report = new GlideRecord('sn_customerservice_case_report');
    report.initialize();
    report.setValue('case', current.sys_id + '');
    current.case_report = report.insert();
})(current);

// Whoever came with a role of his own, such as partner, keeps just that one.
(function (current) {
    var helper = new CSMHelper();
    if (!helper.holdsAnyBut(current.sys_id + '', 'snc_external'))
        helper.grant(current.sys_id + '', 'sn_customerservice.customer');
})(current);

(function (current) {
    var helper = new CSMHelper();
    helper.grant(current.sys_id + '', 'snc_external');
    helper.grant(current.sys_id + '', 'sn_customerservice.consumer');
})(current);

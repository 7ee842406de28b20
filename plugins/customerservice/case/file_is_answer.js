(function (current) {
    var kase = new GlideRecord('sn_customerservice_case');
    if (!kase.get(current.table_sys_id + '') || kase.active != true || kase.state == 1)
        return;
    if (kase.state == 18)
        kase.state = 10;
    kase.needs_attention = true;
    kase.update();
})(current);

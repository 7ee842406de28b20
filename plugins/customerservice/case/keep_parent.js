(function (current) {
    var child = new GlideRecord('sn_customerservice_case');
    child.addQuery('parent', current.sys_id + '');
    child.query();
    if (!child.hasNext())
        return;
    gs.addErrorMessage(current.number + ' has child cases. Give them another parent first.');
    current.setAbortAction(true);
})(current);

(function recentComments(current, template) {
    var count = parseInt(gs.getProperty('number_of_activities_in_notification', '3'), 10);
    if (!count) return;
    var entry = new GlideRecord('sys_journal_field');
    entry.addQuery('element_id', current.getUniqueValue());
    entry.addQuery('element', 'comments');
    entry.orderByDesc('sys_created_on');
    if (count > 0) entry.setLimit(count);
    entry.query();
    while (entry.next()) {
        template.print('<div style="margin:12px 0;padding:0 0 0 12px;border-left:3px solid #d1d5db;">' +
            '<div style="color:#6b7280;font-size:13px;">' + author(entry.getValue('sys_created_by')) + ', ' +
            GlideStringUtil.escapeHTML(entry.getDisplayValue('sys_created_on')) + '</div>' +
            GlideStringUtil.escapeHTML(entry.getValue('value')).replace(/\n/g, '<br>') + '</div>');
    }

    function author(userName) {
        var user = new GlideRecord('sys_user');
        return GlideStringUtil.escapeHTML(user.get('user_name', userName) ? user.getDisplayValue() : userName);
    }
})(current, template);

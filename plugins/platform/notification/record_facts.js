(function recordFacts(current, template) {
    var names = ['number', 'short_description', 'state', 'priority', 'assigned_to'];
    template.print('<table role="presentation" cellpadding="0" cellspacing="0" style="margin:16px 0;">');
    for (var i = 0; i < names.length; i++) {
        if (!current.isValidField(names[i])) continue;
        var value = current.getDisplayValue(names[i]);
        if (!value) continue;
        template.print('<tr><td style="padding:2px 16px 2px 0;color:#6b7280;vertical-align:top;">' +
            GlideStringUtil.escapeHTML(current.getElement(names[i]).getLabel()) +
            '</td><td style="padding:2px 0;">' + GlideStringUtil.escapeHTML(value) + '</td></tr>');
    }
    template.print('</table>');
})(current, template);

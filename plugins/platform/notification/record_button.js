(function recordButton(current, template) {
    var link = gs.getProperty('glide.servlet.uri') + current.getLink(true);
    template.print('<p style="margin:20px 0 4px;"><a href="' + GlideStringUtil.escapeHTML(link) +
        '" style="display:inline-block;padding:9px 16px;border-radius:6px;background:#1f5fbf;color:#ffffff;' +
        'text-decoration:none;font-weight:600;">Open ' +
        GlideStringUtil.escapeHTML(current.getDisplayValue()) + '</a></p>');
})(current, template);

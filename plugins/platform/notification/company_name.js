(function companyName(current, template) {
    template.print(GlideStringUtil.escapeHTML(
        gs.getProperty('glide.cs.company_name') || gs.getProperty('glide.product.name', 'Stead')));
})(current, template);

(function (current) {
    var link = new GlideRecord('sn_customerservice_m2m_asset_contact');
    link.addQuery('asset', current.sys_id + '');
    link.addQuery('contact', current.contact + '');
    link.query();
    if (link.hasNext())
        return;
    link.initialize();
    link.asset = current.sys_id;
    link.contact = current.contact;
    link.insert();
})(current);

(function (current) {
    var theirs = ['contact', 'partner', 'partner_contact', 'asset', 'sold_product', 'install_base',
        'entitlement', 'contract'];
    for (var i = 0; i < theirs.length; i++) {
        if (!current.getElement(theirs[i]).changes())
            current.setValue(theirs[i], '');
    }
})(current);

// An agent or administrator who also holds the role opens cases as what else he is.
(function (current) {
    if (!current.internal_contact.nil() || new CSMHelper().isAgent())
        return;
    current.internal_contact = gs.getUserID();
    new ProxyCustomer().settlePartner(current);
})(current);

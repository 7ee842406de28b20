(function (current) {
    if (new CSMHelper().isAgent())
        return;
    var objection = new ProxyCustomer().objection(current);
    if (!objection)
        return;
    gs.addErrorMessage(objection);
    current.setAbortAction(true);
})(current);

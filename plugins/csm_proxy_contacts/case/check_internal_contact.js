(function (current) {
    if (new ProxyContactHelper().isProxyContact(current.internal_contact + ''))
        return;
    gs.addErrorMessage(current.internal_contact.getDisplayValue() + ' is not a proxy contact. Choose somebody who is.');
    current.setAbortAction(true);
})(current);

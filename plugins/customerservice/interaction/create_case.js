(function (current) {
    var id = new CaseFromInteraction().create(current);
    if (!id)
        return;
    var kase = new GlideRecord('sn_customerservice_case');
    kase.get(id);
    gs.addInfoMessage(kase.number + ' was created.');
    action.setRedirectURL(kase);
})(current);

// Who has a responsibility on the case may see it; the case carries them for its access rules.
(function (current) {
    var users = {};
    var consumers = {};
    var party = new GlideRecord('sn_customerservice_related_party');
    party.addQuery('case', current.getValue('case'));
    party.addNotNullQuery('responsibility');
    party.query();
    while (party.next()) {
        if (!party.contact.nil())
            users[party.contact + ''] = true;
        if (!party.user.nil())
            users[party.user + ''] = true;
        if (!party.consumer.nil())
            consumers[party.consumer + ''] = true;
    }
    var kase = new GlideRecord('sn_customerservice_case');
    if (!kase.get(current.getValue('case')) || kase.active != true)
        return;
    kase.additional_users = Object.keys(users).join(',');
    kase.additional_consumers = Object.keys(consumers).join(',');
    kase.update();
})(current);

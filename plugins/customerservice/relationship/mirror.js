(function (current) {
    var mirror = new GlideRecord('account_relationship');
    mirror.addQuery('from_account', current.to_account + '');
    mirror.addQuery('to_account', current.from_account + '');
    mirror.addQuery('relationship_type', current.relationship_type + '');
    mirror.query();
    if (mirror.hasNext())
        return;
    mirror.initialize();
    mirror.from_account = current.to_account;
    mirror.to_account = current.from_account;
    mirror.relationship_type = current.relationship_type;
    mirror.relationship = current.reverse_relationship;
    mirror.reverse_relationship = current.relationship;
    mirror.order = current.order;
    mirror.insert();
})(current);

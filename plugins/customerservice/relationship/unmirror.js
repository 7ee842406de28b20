(function (current) {
    var mirror = new GlideRecord('account_relationship');
    mirror.addQuery('from_account', current.to_account + '');
    mirror.addQuery('to_account', current.from_account + '');
    mirror.addQuery('relationship_type', current.relationship_type + '');
    mirror.deleteMultiple();
})(current);

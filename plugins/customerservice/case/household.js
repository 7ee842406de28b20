// Fills in the one only when the other leaves no choice.
(function (current) {
    var only = function (query, field) {
        var member = new GlideRecord('csm_household_member');
        member.addEncodedQuery(query + '^current_member=true');
        member.setLimit(2);
        member.query();
        if (!member.next())
            return '';
        var value = member.getValue(field);
        return member.next() ? '' : value;
    };
    if (current.household.nil() && !current.consumer.nil())
        current.household = only('consumer=' + current.consumer, 'household');
    else if (current.consumer.nil() && !current.household.nil())
        current.consumer = only('household=' + current.household, 'consumer');
})(current);

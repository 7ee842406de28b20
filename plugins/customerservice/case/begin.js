// Who does not work cases opens them as New, or where a step from New leads that is his.
(function (current) {
    if (!new CSMHelper().isAgent() && gs.getUserID() && !new CaseFlow().allows(1, current.state))
        current.state = 1;
})(current);

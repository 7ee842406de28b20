var CaseFlow = Class.create();
CaseFlow.prototype = {
    initialize: function () {},

    // May the person of this session move a case from one state to the other?
    allows: function (from, to) {
        if (gs.hasRole('admin'))
            return true;
        var step = new GlideRecord('sn_customerservice_sf_case');
        step.addEncodedQuery('active=true^starting_state=' + from + '^ending_state=' + to);
        step.query();
        while (step.next()) {
            if (step.roles.nil() || gs.hasRole(step.roles + ''))
                return true;
        }
        return false;
    },

    type: 'CaseFlow'
};

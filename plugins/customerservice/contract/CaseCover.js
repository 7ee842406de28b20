// The contract and the entitlement that cover a case (csm-case-entitlement-calculation.md). An
// entitlement fits when nothing that it names differs from the case; of those that fit, the one that
// names the most wins.
var CaseCover = Class.create();
CaseCover.prototype = {
    WEIGHTS: { account: 1, product: 2, asset: 3, sold_product: 3, install_base: 3, contract: 4 },

    initialize: function (kase) {
        this.kase = kase;
        this.today = new GlideDateTime().getDate().getValue();
    },

    fill: function () {
        if (this.kase.contract.nil())
            this.kase.contract = this.onlyContract();
        this.kase.entitlement = this.bestEntitlement();
    },

    // The account's contract that is in force, if there is just one.
    onlyContract: function () {
        var contract = new GlideRecord('ast_contract');
        contract.addEncodedQuery('state=active^account=' + this.kase.account);
        contract.query();
        var found = '';
        while (contract.next()) {
            if (!this.inForce(contract.starts, contract.ends))
                continue;
            if (found)
                return '';
            found = contract.getUniqueValue();
        }
        return found;
    },

    bestEntitlement: function () {
        var best = '';
        var most = 0;
        var entitlement = new GlideRecord('service_entitlement');
        entitlement.addEncodedQuery('active=true^state=active^account=' + this.kase.account);
        entitlement.query();
        while (entitlement.next()) {
            var score = this.scoreOf(entitlement);
            if (score > most) {
                most = score;
                best = entitlement.getUniqueValue();
            }
        }
        return best;
    },

    // 0 when the entitlement does not fit, is not in force or used up.
    scoreOf: function (entitlement) {
        if (!this.inForce(entitlement.start_date, entitlement.end_date))
            return 0;
        if (entitlement.per_unit == true && entitlement.unit == 'cases' && !(parseInt(entitlement.remaining_units, 10) > 0))
            return 0;
        var score = 0;
        for (var field in this.WEIGHTS) {
            var named = entitlement.getValue(field);
            if (!named)
                continue;
            if (named != this.kase.getValue(field))
                return 0;
            score += this.WEIGHTS[field];
        }
        return score;
    },

    inForce: function (from, until) {
        return (from.nil() || from + '' <= this.today) && (until.nil() || until + '' >= this.today);
    },

    type: 'CaseCover'
};

// The contract and the entitlement that cover a case (csm-case-entitlement-calculation.md). An
// entitlement fits when nothing that it names differs from the case; of those that fit, the one that
// names the most wins.
var CaseCover = Class.create();
CaseCover.prototype = {
    WEIGHTS: { account: 1, product: 2, asset: 3, sold_product: 3, install_base: 3, contract: 4 },

    initialize: function (kase) {
        this.kase = kase;
        this.today = gs.nowDateTime().substring(0, 10);
    },

    fill: function () {
        if (this.kase.contract.nil())
            this.kase.contract = this.onlyContract();
        this.kase.entitlement = this.bestEntitlement();
    },

    // The account's contract that is in force, if there is just one.
    onlyContract: function () {
        var contract = new GlideRecord('ast_contract');
        contract.addEncodedQuery('state=active^account=' + this.kase.account + this.inForce('starts', 'ends'));
        contract.setLimit(2);
        contract.query();
        var found = contract.next() ? contract.getUniqueValue() : '';
        return contract.next() ? '' : found;
    },

    bestEntitlement: function () {
        var best = '';
        var most = 0;
        var entitlement = new GlideRecord('service_entitlement');
        entitlement.addEncodedQuery('active=true^state=active^account=' + this.kase.account + this.inForce('start_date', 'end_date'));
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

    // 0 when the entitlement does not fit or is used up.
    scoreOf: function (entitlement) {
        var counted = entitlement.per_unit == true && entitlement.unit == 'cases';
        if (counted && !(parseInt(entitlement.remaining_units, 10) > 0))
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
        return '^' + from + 'ISEMPTY^OR' + from + '<=' + this.today +
            '^' + until + 'ISEMPTY^OR' + until + '>=' + this.today;
    },

    type: 'CaseCover'
};

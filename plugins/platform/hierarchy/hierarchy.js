// Rows that stand in a tree by a column that points to the row above them.
var Hierarchy = Class.create();
Hierarchy.prototype = {
    initialize: function (table, column) {
        this.table = table;
        this.column = column;
    },

    // Refuses a row that would stand above itself.
    refuseCircle: function (current) {
        if (!this.isBelow(current.getUniqueValue(), current.getValue(this.column))) return;
        gs.addErrorMessage(current.getDisplayValue() + ' cannot stand above itself.');
        current.setAbortAction(true);
    },

    // Is the row `at`, or any above it, the row with this id?
    isBelow: function (id, at) {
        var seen = {};
        while (at && !seen[at]) {
            if (at === id) return true;
            seen[at] = true;
            at = this.above(at);
        }
        return false;
    },

    above: function (id) {
        var row = new GlideRecord(this.table);
        return row.get(id) ? row.getValue(this.column) : '';
    },

    type: 'Hierarchy'
};

// Closed and open are a matter of the State column's attributes (close_states, default_close_state,
// default_work_state), which every kind of task may override (c_DictionaryAttributes.md).
var TaskStates = Class.create();
TaskStates.prototype = {
    initialize: function () {},

    follow: function (current, previous) {
        var closed = this.isClosed(current);
        if (current.isNewRecord()) {
            if (closed) this.close(current);
        } else if (current.state.changes()) {
            if (closed) this.close(current);
            else if (this.wasClosed(current, previous)) this.reopen(current);
        } else if (current.active.changesTo(false) && !closed) {
            current.setValue('state', this.attribute(current, 'default_close_state', '3'));
            this.close(current);
        } else if (current.active.changesTo(true) && closed) {
            current.setValue('state', this.attribute(current, 'default_work_state', '1'));
            this.reopen(current);
        }
    },

    close: function (current) {
        current.setValue('active', false);
        if (!current.getValue('closed_at')) current.setValue('closed_at', new GlideDateTime());
        if (!current.getValue('closed_by')) current.setValue('closed_by', gs.getUserID());
    },

    reopen: function (current) {
        current.setValue('active', true);
        current.setValue('closed_at', '');
        current.setValue('closed_by', '');
    },

    isClosed: function (current) {
        return this.closedStates(current).indexOf(current.getValue('state')) >= 0;
    },

    wasClosed: function (current, previous) {
        return this.closedStates(current).indexOf(previous.getValue('state')) >= 0;
    },

    closedStates: function (current) {
        return this.attribute(current, 'close_states', '3;4;7').split(';');
    },

    attribute: function (current, name, otherwise) {
        var value = current.getElement('state').getAttribute(name);
        return value ? String(value) : otherwise;
    },

    type: 'TaskStates'
};

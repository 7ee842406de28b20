// What a case takes over from the interaction it comes from. Plugins that know more about who asked
// add a business rule on the case, on insert, with the condition that its interaction is set.
var CaseFromInteraction = Class.create();
CaseFromInteraction.prototype = {
    initialize: function () {},

    // Makes the case and answers its sys_id, or null when a rule refused it.
    create: function (interaction) {
        var kase = new GlideRecord('sn_customerservice_case');
        kase.initialize();
        kase.account = interaction.account;
        kase.contact = interaction.contact;
        kase.consumer = interaction.consumer;
        kase.contact_type = this.channelOf(interaction.type + '');
        kase.short_description = interaction.short_description.nil()
            ? 'Request by ' + interaction.type.getDisplayValue().toLowerCase() : interaction.short_description + '';
        kase.opened_from = interaction.sys_id;
        var id = kase.insert();
        if (id)
            this.link(interaction, id);
        return id;
    },

    channelOf: function (type) {
        return type == 'walkup' ? 'in_person' : type == 'video' ? 'chat' : type;
    },

    link: function (interaction, caseId) {
        if (gs.getProperty('com.glide.interaction.autocreate_relationships', 'true') != 'true')
            return;
        var link = new GlideRecord('interaction_related_record');
        link.initialize();
        link.interaction = interaction.sys_id;
        link.document_table = 'sn_customerservice_case';
        link.document_id = caseId;
        link.type = 'task';
        link.task = caseId;
        link.operation = 'insert';
        link.insert();
        if (interaction.parent.nil()) {
            interaction.parent = caseId;
            interaction.update();
        }
    },

    type: 'CaseFromInteraction'
};

// What the Case API answers (case-api.md). Rows are answered and written by `records`, as the caller
// may see and change them; what a caller may not set is left out without a word.
var CaseService = Class.create();
CaseService.prototype = {
    TABLE: 'sn_customerservice_case',

    // Shown as whole records instead of sys_ids.
    NESTED: 'account,contact,consumer,sn_app_cs_social_social_profile[],sn_app_cs_social_social_profile.channel',

    // Documented keys that other plugins or nobody fills: present and empty.
    ALSO: 'caused_by,skills,problem,cmdb_ci,delivery_plan,delivery_task,rejection_goto,child_case_creation_progress,' +
        'wf_activity,recipient_list,contract,variables,variable_pool,hierarchical_variables,change,business_service',

    initialize: function (request, response, records) {
        this.request = request;
        this.response = response;
        this.records = records;
    },

    list: function () {
        this.records.list(this.TABLE, { also: this.ALSO, expand: this.NESTED });
    },

    get: function () {
        this.answerWith(this.idOf(this.request.pathParams.id));
    },

    // Every member of the body is optional; a case has a subject all the same.
    open: function () {
        var kase = this.records.insert(this.TABLE, { otherwise: { short_description: gs.getMessage('No subject') } });
        this.nameProfile(kase);
        this.response.setBody({ sys_id: kase.getUniqueValue(), number: kase.getValue('number') });
    },

    change: function () {
        var id = this.idOf(this.request.pathParams.id);
        var kase = this.records.update(this.TABLE, id);
        if (this.parameter('sysparm_get_case_details') == 'true')
            this.answerWith(id);
        else
            this.response.setBody({ sys_id: id, number: kase.getValue('number') });
    },

    answerWith: function (id) {
        this.records.get(this.TABLE, id, { also: this.ALSO, expand: this.NESTED });
    },

    // A number stands for its case.
    idOf: function (text) {
        if (/^[0-9a-fA-F]{32}$/.test(text))
            return text;
        var kase = new GlideRecordSecure(this.TABLE);
        return kase.get('number', text) ? kase.getUniqueValue() : text;
    },

    // A case from a post names the profile that wrote it.
    nameProfile: function (kase) {
        var body = this.request.body.data;
        var whose = String(body.social_handle_type || '');
        var profile = new SocialProfile().named(body, whose, kase.isValidField(whose) ? kase.getValue(whose) : '');
        if (!profile)
            return;
        kase.sn_app_cs_social_social_profile = profile;
        kase.update();
    },

    parameter: function (name) {
        var given = this.request.queryParams;
        var found = given[name] || given[name.replace('sysparm_', '')];
        return found ? String(found[found.length - 1]) : '';
    },

    type: 'CaseService'
};

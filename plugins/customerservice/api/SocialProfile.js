// Profiles on social networks, as the web services of customer service name them.
var SocialProfile = Class.create();
SocialProfile.prototype = {
    WHOSE: /^(account|contact|consumer)$/,

    initialize: function () {},

    // The profile that social_channel and social_handle of a body name, made when it is new, for a
    // customer of this kind. '' when they name none or the caller may not make one.
    named: function (body, whose, customer) {
        var channel = body.social_channel && body.social_handle ? this.channel(String(body.social_channel)) : '';
        if (!channel)
            return '';
        var profile = new GlideRecordSecure('sn_app_cs_social_social_profile');
        profile.addQuery('channel', channel);
        profile.addQuery('social_id', String(body.social_handle));
        profile.query();
        if (profile.next())
            return profile.getUniqueValue();
        profile.initialize();
        profile.channel = channel;
        profile.social_id = String(body.social_handle);
        profile.profile_url = String(body.social_handle_url || '');
        profile.source = String(body.social_post_url || '');
        if (this.WHOSE.test(whose)) {
            profile.profile = whose;
            profile.setValue(whose, customer);
        }
        return profile.insert() || '';
    },

    // By sys_id or name.
    channel: function (named) {
        var channel = new GlideRecordSecure('sn_app_cs_social_social_channel');
        return channel.get('sys_id', named) || channel.get('name', named) ? channel.getUniqueValue() : '';
    },

    type: 'SocialProfile'
};

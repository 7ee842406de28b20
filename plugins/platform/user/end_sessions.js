(function endSessions(current) {
    var session = new GlideRecord('sys_user_session');
    session.addQuery('user', current.getUniqueValue());
    session.addNullQuery('ended');
    session.query();
    while (session.next()) {
        session.setValue('ended', new GlideDateTime());
        session.setValue('end_reason', 'locked');
        session.update();
    }
})(current);

// One request per mail address, and none for somebody who is known. A wrong code keeps the request
// waiting for an employee to find the account.
(function (current) {
    var refuse = function (message) {
        gs.addErrorMessage(message);
        current.setAbortAction(true);
    };
    var user = new GlideRecord('sys_user');
    user.addQuery('email', current.email + '');
    user.query();
    var pending = new GlideRecord('sn_customerservice_registration');
    pending.addQuery('email', current.email + '');
    pending.addQuery('state', 'pending');
    pending.query();
    if (user.hasNext() || pending.hasNext())
        return refuse('This address cannot be registered. It is known already, or its request is waiting.');
    if (current.registration_code.nil())
        return;
    var account = new GlideRecord('customer_account');
    account.addQuery('registration_code', current.registration_code + '');
    account.addQuery('active', true);
    account.query();
    if (account.next())
        current.account = account.sys_id;
    else
        gs.addInfoMessage('Incorrect Registration Code');
})(current);

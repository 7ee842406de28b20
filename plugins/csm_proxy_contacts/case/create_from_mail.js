(function (current) {
    new CSEMailUtil(email, sys_email).fill(current);
    current.internal_contact = gs.getUserID();
    current.insert();
})(current);

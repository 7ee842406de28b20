(function (current) {
    var kase = current.parent_case.getRefRecord();
    current.account = kase.account;
    current.contact = kase.contact;
    current.consumer = kase.consumer;
    current.company = kase.company;
    if (current.parent.nil())
        current.parent = kase.sys_id;
})(current);

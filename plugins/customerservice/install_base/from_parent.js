(function (current) {
    current.active = current.state == 'in_use';
    if (current.parent.nil()) {
        current.root = current.sys_id;
        return;
    }
    var parent = current.parent.getRefRecord();
    current.root = parent.root.nil() ? parent.sys_id : parent.root;
    if (current.account.nil() && current.consumer.nil()) {
        current.account = parent.account;
        current.contact = parent.contact;
        current.consumer = parent.consumer;
    }
})(current);

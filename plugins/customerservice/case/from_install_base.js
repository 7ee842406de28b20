(function (current) {
    var item = current.install_base.getRefRecord();
    if (current.account.nil() && current.consumer.nil()) {
        current.account = item.account;
        current.consumer = item.consumer;
    }
    if (current.contact.nil())
        current.contact = item.contact;
    if (current.product.nil())
        current.product = item.product;
})(current);

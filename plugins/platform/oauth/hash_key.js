(function hashKey(current) {
    var given = current.getValue('token');
    if (!given && !current.isNewRecord()) return;
    if (given && given.length < 32) {
        gs.addErrorMessage('A key has at least 32 characters.');
        current.setAbortAction(true);
        return;
    }
    var token = given || gs.generateGUID() + gs.generateGUID();
    current.setValue('token_hash', new GlideDigest().getSHA256Hex(token));
    current.setValue('token_hint', token.substring(0, 4));
    current.setValue('token', '');
    if (!given) gs.addInfoMessage('The key is ' + token + '. It is not shown again.');
})(current);

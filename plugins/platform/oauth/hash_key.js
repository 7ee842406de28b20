(function hashKey(current) {
    var given = current.getValue('token');
    if (!given && !current.isNewRecord()) return;
    if (given && given.length < 32) {
        gs.addErrorMessage('A key has at least 32 characters.');
        current.setAbortAction(true);
        return;
    }
    var digest = new GlideDigest();
    var token = given || digest.getSHA256Hex(gs.generateGUID() + gs.generateGUID());
    current.setValue('token_hash', digest.getSHA256Hex(token));
    current.setValue('token_hint', token.substring(0, 4));
    current.setValue('token', '');
    if (!given) gs.addInfoMessage('The key is ' + token + '. It is not shown again.');
})(current);

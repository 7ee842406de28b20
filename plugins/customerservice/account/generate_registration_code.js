(function (current) {
    current.registration_code = gs.generateGUID().substring(0, 10).toUpperCase();
    current.update();
    gs.addInfoMessage('People of this account can register with the code ' + current.registration_code + '.');
})(current);

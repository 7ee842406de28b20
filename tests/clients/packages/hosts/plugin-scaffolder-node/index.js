// An action of a software template is what its author wrote; the host adds nothing that is tried here.
module.exports = { createTemplateAction: (action) => action };

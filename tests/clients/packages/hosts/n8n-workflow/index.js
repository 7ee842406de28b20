// The names that n8n's ServiceNow node takes from its host.
class NodeError extends Error {
    constructor(_node, cause, details = {}) {
        super(cause instanceof Error ? cause.message : String(cause), { cause });
        Object.assign(this, details);
    }
}

module.exports = {
    NodeConnectionTypes: { Main: 'main' },
    NodeApiError: class NodeApiError extends NodeError {},
    NodeOperationError: class NodeOperationError extends NodeError {},
    UserError: class UserError extends Error {},
};

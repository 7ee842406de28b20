// The mirrored row says the type's words in the other direction.
(function (current) {
    if (!current.relationship.nil())
        return;
    current.relationship = current.relationship_type.relationship;
    current.reverse_relationship = current.relationship_type.reverse_relationship;
})(current);

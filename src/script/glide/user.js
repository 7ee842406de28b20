// GlideUser and GlideSession: the person who acts.
(function (host) {
    'use strict';

    const text = value => (value === null || value === undefined ? '' : String(value));

    class GlideUser {
        #id;
        #record;
        constructor(id) { this.#id = id; }

        #isSelf() { return this.#id === undefined || this.#id === host.session().userId; }
        getRecord() {
            if (!this.#record) {
                this.#record = new GlideRecord('sys_user');
                this.#record.get('sys_id', this.getID() || '-');
            }
            return this.#record;
        }
        #field(name) { return text(this.getRecord().getValue(name)); }

        getID() { return this.#id === undefined ? host.session().userId : this.#id; }
        getName() { return this.#isSelf() ? host.session().userName : this.#field('user_name'); }
        getUserName() { return this.getName(); }
        getDisplayName() { return this.#isSelf() ? host.session().displayName : this.getRecord().getDisplayValue(); }
        getFullName() { return this.getDisplayName(); }
        getFirstName() { return this.#field('first_name'); }
        getLastName() { return this.#field('last_name'); }
        getEmail() { return this.#isSelf() ? host.session().email : this.#field('email'); }
        getTitle() { return this.#field('title'); }
        getCompanyID() { return this.#isSelf() ? host.session().company : this.#field('company'); }
        getCompanyRecord() { return this.getRecord().company.getRefRecord(); }
        getDepartmentID() { return this.#field('department'); }
        getManagerID() { return this.#field('manager'); }
        getLocation() { return this.#field('location'); }
        getDomainID() { return host.session().domain; }
        getDomainDisplayValue() { return host.session().domain; }
        getTimeZoneLabel() { return host.session().timeZone; }
        getLanguage() { return host.session().language; }

        getRoles() { return this.#isSelf() ? host.roles() : this.#granted(); }
        getUserRoles() { return this.getRoles(); }
        #granted() {
            const names = [];
            const grant = new GlideRecord('sys_user_has_role');
            grant.addQuery('user', this.getID());
            grant.query();
            while (grant.next()) names.push(String(grant.role.name));
            return names;
        }
        hasRole(role) {
            if (this.#isSelf()) return host.hasRole(text(role));
            const granted = this.#granted();
            return text(role).split(',').some(one => granted.includes(one.trim())) || granted.includes('admin');
        }
        hasRoles() { return this.getRoles().length > 0; }
        hasRoleExactly(role) { return this.getRoles().includes(text(role)); }
        isMemberOf(group) {
            if (this.#isSelf()) return host.isMemberOf(text(group));
            const member = new GlideRecord('sys_user_grmember');
            member.addQuery('user', this.getID());
            member.addQuery('group', text(group)).addOrCondition('group.name', text(group));
            member.setLimit(1);
            member.query();
            return member.hasNext();
        }
        isExplicitMemberOf(group) { return this.isMemberOf(group); }
        getMyGroups() { return host.session().groups; }
        getGroups() { return host.session().groups; }
        getUserByID(id) { return GlideUser.getUserByID(id); }

        getPreference(name, otherwise) {
            const row = this.#preference(name);
            return row.next() ? text(row.getValue('value')) : otherwise === undefined ? null : otherwise;
        }
        savePreference(name, value) {
            const row = this.#preference(name);
            if (row.next()) {
                row.setValue('value', text(value));
                row.update();
                return;
            }
            row.initialize();
            row.setValue('user', this.getID());
            row.setValue('name', text(name));
            row.setValue('value', text(value));
            row.insert();
        }
        #preference(name) {
            const row = new GlideRecord('sys_user_preference');
            row.addQuery('user', this.getID());
            row.addQuery('name', text(name));
            row.setLimit(1);
            row.query();
            return row;
        }

        // By sys_id or user name.
        static getUserByID(id) {
            const found = new GlideRecord('sys_user');
            return found.get('sys_id', text(id)) || found.get('user_name', text(id))
                ? new GlideUser(found.getUniqueValue()) : null;
        }
    }

    class GlideSession {
        getLanguage() { return host.session().language; }
        getTimeZoneName() { return host.session().timeZone; }
        getCurrentDomainID() {
            const domain = host.session().domain;
            return domain === 'global' ? null : domain;
        }
        getCurrentApplicationId() { return 'global'; }
        getUserID() { return host.session().userId; }
        getUserName() { return host.session().userName; }
        isImpersonating() { return host.session().impersonator !== ''; }
        isInteractive() { return host.session().interactive; }
        isLoggedIn() { return gs.isLoggedIn(); }
        getImpersonatingUserName() { return host.session().impersonator || null; }
        // Queries that name an unknown field then find nothing, for the rest of this call.
        setStrictQuery(on) { host.setStrictQuery(Boolean(on)); }
    }

    Object.assign(globalThis, { GlideUser, GlideSession });
})(host);

// Helpers over records: filters, hierarchies, attachments, extension points.
(function (host) {
    'use strict';

    const text = value => (value === null || value === undefined ? '' : String(value));

    globalThis.GlideFilter = class GlideFilter {
        #query;
        constructor(query) { this.#query = text(query); }
        match(record) { return host.matches(record, this.#query); }
        static checkRecord(record, query) { return host.matches(record, text(query)); }
    };

    class GlideTableHierarchy {
        #table;
        constructor(table) { this.#table = text(table); }
        getName() { return this.#table; }
        getTables() { return host.ancestors(this.#table); }
        getTableExtensions() { return host.children(this.#table); }
        getAllExtensions() { return [this.#table].concat(host.descendants(this.#table)); }
        getHierarchy() { return this.getTables().concat(host.descendants(this.#table)); }
        getRoot() { return this.getTables().pop() || null; }
        getBase() { return this.getTables()[1] || this.#table; }
        isBaseClass() { return this.getTables().length === 1 && this.hasExtensions(); }
        isSoloClass() { return this.getTables().length === 1 && !this.hasExtensions(); }
        hasExtensions() { return host.children(this.#table).length > 0; }
    }
    globalThis.GlideTableHierarchy = GlideTableHierarchy;
    globalThis.TableUtils = class TableUtils extends GlideTableHierarchy {
        tableExists() { return host.tableExists(this.getName()); }
        getAbsoluteBase() { return this.getRoot(); }
    };

    globalThis.GlideRecordUtil = class GlideRecordUtil {
        toHashMap(record) {
            const map = {};
            for (const element of record.getElements()) map[element.getName()] = String(element);
            return map;
        }
        populateFromHashMap(record, map) {
            for (const name of Object.keys(map)) record.setValue(name, map[name]);
        }
        getTables(table) { return host.ancestors(text(table)); }
    };

    globalThis.GlideSysAttachment = class GlideSysAttachment {
        write(record, name, type, content) { return host.attachText(record, text(name), text(type), text(content)); }
        writeBase64(record, name, type, content) {
            return host.attachBase64(record, text(name), text(type), text(content));
        }
        writeContentStream(record, name, type, stream) {
            return host.attachStream(record, text(name), text(type), stream);
        }
        getContentStream(id) { return host.attachmentStream(text(id)); }
        getContent(attachment) { return host.attachmentText(attachment.getUniqueValue()); }
        getContentBase64(attachment) { return host.attachmentBase64(attachment.getUniqueValue()); }
        getAttachments(table, id) {
            const files = new GlideRecord('sys_attachment');
            files.addQuery('table_name', text(table));
            files.addQuery('table_sys_id', text(id));
            files.query();
            return files;
        }
        copy(fromTable, fromId, toTable, toId) {
            return host.copyAttachments(text(fromTable), text(fromId), text(toTable), text(toId));
        }
        deleteAttachment(id) {
            const file = new GlideRecord('sys_attachment');
            return file.get('sys_id', text(id)) && file.deleteRecord();
        }
        deleteAll(record) {
            const files = this.getAttachments(record.getTableName(), record.getUniqueValue());
            while (files.next()) files.deleteRecord();
        }
    };

    // Implementations of an extension point, lowest order first.
    globalThis.GlideScriptedExtensionPoint = class GlideScriptedExtensionPoint {
        getExtensions(name) {
            const found = [];
            const one = new GlideRecord('sys_extension_instance');
            one.addQuery('point.api_name', text(name)).addOrCondition('point.name', text(name));
            one.addActiveQuery();
            one.orderBy('order');
            one.query();
            while (one.next()) {
                const Made = globalThis[text(one.getValue('class')).split('.').pop()];
                if (typeof Made === 'function') found.push(new Made());
            }
            return found;
        }
    };

    globalThis.GlidePluginManager = class GlidePluginManager {
        isActive(id) { return GlidePluginManager.isActive(id); }
        static isActive(id) {
            const plugin = new GlideRecord('sys_plugins');
            plugin.addQuery('source', text(id));
            plugin.addQuery('active', true);
            plugin.setLimit(1);
            plugin.query();
            return plugin.hasNext();
        }
    };
    globalThis.GlideProperties = {
        get: (name, otherwise) => gs.getProperty(name, otherwise),
        getBoolean: (name, otherwise) => {
            const found = gs.getProperty(name, null);
            return found === null ? Boolean(otherwise) : found === 'true';
        },
        getInt: (name, otherwise) => {
            const found = parseInt(gs.getProperty(name, ''), 10);
            return Number.isNaN(found) ? otherwise : found;
        },
        set: (name, value) => gs.setProperty(name, value)
    };
})(host);

import { ChevronDown, MoreHorizontal, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Action, Chip, Form, PresenceUser } from '~/api/contract.ts';
import { fieldType } from '~/fields/index.ts';
import {
    Avatar,
    Button,
    IconButton,
    keyText,
    Menu,
    MenuItem,
    MenuLabel,
    plural,
    Sign,
    t,
    toneClass,
} from '~/kit/index.ts';
import type { RecordForm } from './useRecordForm.ts';

export interface HeaderProps {
    record: RecordForm;
    onSave: () => void;
    onAction: (action: Action) => void;
    running: string | null; // name of the action that is running
    viewers: PresenceUser[];
}

export function Header({ record, onSave, onAction, running, viewers }: HeaderProps) {
    const { form, dirty } = record;
    if (!form) return null;
    const isNew = form.sys_id === '-1';
    return (
        <header className="rhead">
            <div className="crumb">
                <span>{form.label}</span>
                {isNew && <span>{t('Not saved yet')}</span>}
                {!isNew && <span className="num number">{form.header.number}</span>}
                {!isNew && <Chips record={record} form={form} />}
                {form.can?.write === false && <span className="pill plain">{t('View only')}</span>}
                <span className="grow" />
                <Viewers users={viewers} />
            </div>
            <div className="rtitle">
                <Title record={record} form={form} />
                {(dirty > 0 || isNew) && (
                    <span className="unsaved">
                        {dirty > 0 && !isNew && (
                            <span className="pill t-waiting">
                                {plural(dirty, '{n} unsaved', '{n} unsaved')}
                            </span>
                        )}
                        {dirty > 0 && !isNew && (
                            <Button onClick={record.discard}>{t('Discard')}</Button>
                        )}
                        <Button
                            look="primary"
                            busy={record.saving}
                            onClick={onSave}
                            data-tip={keyText('ctrl+s')}
                        >
                            {isNew
                                ? t('Create {label}', { label: form.label.toLowerCase() })
                                : t('Save')}
                        </Button>
                    </span>
                )}
                {!isNew && (
                    <Actions form={form} onAction={onAction} running={running} quiet={dirty > 0} />
                )}
            </div>
        </header>
    );
}

function Title({ record, form }: { record: RecordForm; form: Form }) {
    const [editing, setEditing] = useState(false);
    const name = form.header.title;
    const field = record.fields[name];
    const text = record.value(name).display_value ?? record.value(name).value;
    const isNew = form.sys_id === '-1';
    if (isNew) return <h1>{text || t('New {label}', { label: form.label.toLowerCase() })}</h1>;
    const Input = field && fieldType(field.type).input;
    if (
        !field ||
        field.readonly ||
        !Input ||
        form.can?.write === false ||
        fieldType(field.type).kind !== 'text'
    )
        return (
            <h1 dir="auto" className="clip">
                {text}
            </h1>
        );
    if (editing)
        return (
            <div className="grow">
                <Input
                    table={form.table}
                    sys_id={form.sys_id}
                    name={name}
                    label={field.label}
                    field={{
                        ...field,
                        multiline: false,
                        max_length: Math.min(field.max_length ?? 255, 255),
                    }}
                    value={record.value(name)}
                    values={record.values}
                    onChange={(next) => record.set(name, next)}
                    onDone={() => setEditing(false)}
                />
            </div>
        );
    return (
        <h1 className="grow">
            <button
                type="button"
                dir="auto"
                className="title-edit clip"
                data-tip={t('Change {label}', { label: field.label.toLowerCase() })}
                onClick={() => setEditing(true)}
            >
                {text || t('(no title)')}
            </button>
        </h1>
    );
}

const most = 5;

function Chips({ record, form }: { record: RecordForm; form: Form }) {
    const chips = form.header.chips ?? [];
    return (
        <span className="hls">
            {chips.slice(0, most).map((chip) => (
                <ChipView key={chip.field ?? chip.text} chip={chip} record={record} form={form} />
            ))}
            {chips.length > most && <span className="pill plain">+{chips.length - most}</span>}
        </span>
    );
}

function ChipView({ chip, record, form }: { chip: Chip; record: RecordForm; form: Form }) {
    if (!chip.field) return <TextChip chip={chip} />;
    const field = form.fields[chip.field];
    const value = record.value(chip.field);
    if (!field || !value.value) return null;
    const choices = form.choices[chip.field];
    const toned = choices?.some((one) => one.value === value.value && one.tone);
    const priority = /(^|\.)priority$/.test(chip.field);
    if (!toned && !priority) {
        const text =
            value.display_value ??
            (fieldType(field.type).kind === 'boolean' ? field.label : value.value);
        if (fieldType(field.type).kind === 'boolean' && value.value !== 'true') return null;
        return <TextChip chip={{ ...chip, text, label: field.label }} />;
    }
    const View = fieldType('choice').view;
    const drawn = <View value={value} field={field} name={chip.field} choices={choices} />;
    return (
        <span className={priority ? 'pill plain' : 'chip-field'} data-tip={field.label}>
            {drawn}
        </span>
    );
}

const TextChip = ({ chip }: { chip: Chip }) => (
    <span className={`pill plain ${chip.tone ? toneClass(chip.tone) : ''}`} data-tip={chip.label}>
        {chip.icon && <Sign name={chip.icon} bare />}
        <span>{chip.text}</span>
    </span>
);

function Viewers({ users }: { users: PresenceUser[] }) {
    const [first] = users;
    if (!first) return null;
    const doing =
        first.mode === 'note'
            ? '{name} is writing a note'
            : first.mode === 'writing'
              ? '{name} is writing'
              : '{name} is viewing';
    return (
        <span className="viewers" role="status">
            {users.slice(0, 3).map((user) => (
                <Avatar key={user.user} name={user.name} photo={user.photo} size={20} />
            ))}
            <span className="clip">
                {users.length === 1
                    ? t(doing, { name: first.name.split(' ')[0] ?? '' })
                    : plural(users.length, '{n} viewing', '{n} viewing')}
            </span>
        </span>
    );
}

type ActionsProps = { form: Form; running: string | null; quiet: boolean } & Pick<
    HeaderProps,
    'onAction'
>;

/** At most three buttons, the last is the primary one; creating and the rest in menus. */
function Actions({ form, onAction, running, quiet }: ActionsProps) {
    const group = (name: Action['group']) => form.actions.filter((one) => one.group === name);
    const main = group('main');
    const shown = main
        .slice(0, 3)
        .sort((a, b) => Number(a.primary ?? false) - Number(b.primary ?? false));
    const create = group('create');
    const rest = [...main.slice(3), ...group('more')];
    const manage = group('manage');
    const item = (action: Action) => (
        <MenuItem
            key={action.name}
            destructive={action.style === 'destructive'}
            shortcut={action.shortcut && keyText(action.shortcut)}
            onSelect={() => onAction(action)}
        >
            {action.label}
        </MenuItem>
    );
    return (
        <span className="ractions">
            {create.length > 0 && (
                <Menu
                    label={t('Create')}
                    place="end"
                    trigger={(properties) => (
                        <Button icon={<Plus size={14} />} {...properties}>
                            {t('Create')}
                            <ChevronDown size={13} aria-hidden="true" />
                        </Button>
                    )}
                >
                    {create.map(item)}
                </Menu>
            )}
            {shown.map((action, index) => (
                <Button
                    key={action.name}
                    look={
                        action.primary && index === shown.length - 1 && !quiet
                            ? 'primary'
                            : action.style === 'destructive'
                              ? 'destructive'
                              : 'default'
                    }
                    busy={running === action.name}
                    data-tip={action.hint}
                    onClick={() => onAction(action)}
                >
                    {action.label}
                </Button>
            ))}
            {rest.length + manage.length > 0 && (
                <Menu
                    label={t('More actions')}
                    place="end"
                    trigger={(properties) => (
                        <IconButton
                            className="btn square"
                            label={t('More actions')}
                            {...properties}
                        >
                            <MoreHorizontal size={15} />
                        </IconButton>
                    )}
                >
                    {manage.length > 0 && <MenuLabel>{t('Manage')}</MenuLabel>}
                    {manage.map(item)}
                    {manage.length > 0 && rest.length > 0 && <hr className="menu-line" />}
                    {rest.map(item)}
                </Menu>
            )}
        </span>
    );
}

import { t } from '~/kit/index.ts';
import { emptiness } from '../operators.ts';
import type { FieldType, ViewProps } from '../type.ts';

/** The value is an attachment's id, or an address on this server. */
const address = (value: string) =>
    /^[0-9a-f]{32}$/.test(value) ? `/api/now/attachment/${value}/file` : value;

const ImageView = ({ value, field }: ViewProps) =>
    /^\/(?!\/)/.test(address(value.value)) ? (
        <img className="picture" src={address(value.value)} alt={field.label} />
    ) : (
        <span className="t">{value.value}</span>
    );

export const image: FieldType = {
    view: ImageView,
    cell: () => <span className="sub">{t('Image')}</span>,
    operators: emptiness,
    kind: 'text',
};

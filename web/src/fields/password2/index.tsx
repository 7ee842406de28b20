import { t } from '~/kit/index.ts';
import { emptiness } from '../operators.ts';
import { TextInput } from '../TextInput.tsx';
import type { FieldType } from '../type.ts';

/** Never shown and never sent by the server; only a new one can be set. */
export const password2: FieldType = {
    view: () => <span className="t dim">{t('Set, not shown')}</span>,
    input: (props) => <TextInput {...props} type="password" print={() => ''} />,
    operators: emptiness,
    kind: 'text',
};

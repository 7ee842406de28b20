import { currentLocale } from '~/kit/index.ts';
import { ChoiceInput, ChoiceView } from '../choice/parts.tsx';
import { numberOperators } from '../operators.ts';
import { TextInput } from '../TextInput.tsx';
import type { FieldType, InputProps, ViewProps } from '../type.ts';

function format(value: string, options?: Intl.NumberFormatOptions): string {
    const number = Number(value);
    return Number.isNaN(number) ? value : number.toLocaleString(currentLocale(), options);
}

/** `USD;12.50` with the currency's own signs; a plain number as a number. */
export function money(value: string): string {
    const [code = '', amount] = value.split(';');
    if (amount === undefined || !/^[A-Z]{3}$/.test(code))
        return format(value, { minimumFractionDigits: 2 });
    return format(amount, { style: 'currency', currency: code });
}

const parseNumber = (text: string) => {
    const plain = text.trim().replace(/\s/g, '').replace(',', '.');
    return plain === '' || /^-?\d*\.?\d+$/.test(plain) ? plain : undefined;
};
const parseInteger = (text: string) => (/^\s*(-?\d+)?\s*$/.test(text) ? text.trim() : undefined);
const parseMoney = (text: string) =>
    /^([A-Z]{3};)?-?\d*\.?\d*$/.test(text.trim()) ? text.trim() : undefined;

function numeric(
    print: (value: string) => string,
    parse: (text: string) => string | undefined,
): FieldType {
    const View = (props: ViewProps) =>
        props.choices?.length ? (
            <ChoiceView {...props} />
        ) : (
            <span className="t num">{props.value.display_value ?? print(props.value.value)}</span>
        );
    const Input = (props: InputProps) =>
        props.choices?.length ? (
            <ChoiceInput {...props} />
        ) : (
            <TextInput {...props} type="text" parse={parse} />
        );
    return { view: View, input: Input, operators: numberOperators, kind: 'number', align: 'end' };
}

export const integer = numeric((value) => format(value), parseInteger);
export const decimal = numeric((value) => format(value), parseNumber);
export const currency = numeric(money, parseMoney);
export const percent = numeric((value) => `${format(value)} %`, parseNumber);

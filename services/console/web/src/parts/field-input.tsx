import { Checkbox, DatePicker, Input, InputNumber, Select } from 'antd';
import type { Row } from '../api/http';
import { useTexts } from '../language/language';
import type { Field } from '../work/command';
import { FenInput } from './fen-input';
import { FileField } from './file-field';
import { isChosenPerson, PersonField } from './people';
import { usePlaces } from './places';
import { QuoteLinesField } from './quote-lines-field';
import { SerialsField } from './serials-field';
import { UnitsField } from './units-field';

interface InputProps {
  readonly field: Field;
  /** The document that the command is about. */
  readonly row?: Row;
  readonly autoFocus: boolean;
  readonly id?: string;
  readonly value?: unknown;
  readonly checked?: boolean;
  readonly onChange?: (value: unknown) => void;
}

/** The form gives id, value and onChange to its child. */
export function FieldInput({ field, row = {}, ...given }: InputProps) {
  const { word } = useTexts();
  const props = given as Record<string, unknown>;
  switch (field.kind) {
    case 'longText':
      return <Input.TextArea {...props} rows={3} maxLength={2000} />;
    case 'number':
      return <InputNumber {...props} min={0} precision={0} style={{ width: '100%' }} />;
    case 'fen':
      return <FenInput {...props} />;
    case 'choice':
      return (
        <Select
          {...props}
          showSearch={{ optionFilterProp: 'label' }}
          options={(field.options ?? []).map((value) => ({ value, label: word(value) }))}
        />
      );
    case 'choices':
      return (
        <Select
          {...props}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={(field.options ?? []).map((value) => ({ value, label: word(value) }))}
        />
      );
    case 'cities':
      return <CitiesInput {...props} />;
    case 'yes':
      return <Checkbox {...props}>{word(field.name)}</Checkbox>;
    case 'lines':
      return <QuoteLinesField {...props} row={row} />;
    case 'names':
      return <Select {...props} mode="tags" tokenSeparators={['，', ',', '、']} open={false} suffix={null} />;
    case 'units':
      return <UnitsField {...props} />;
    case 'serials':
      return <SerialsField {...props} />;
    case 'date':
      return <DatePicker {...props} format="YYYY-MM-DD" style={{ width: '100%' }} />;
    case 'json':
      return <Input.TextArea {...props} rows={14} className="serial" spellCheck={false} />;
    case 'file':
      return <FileField {...props} />;
    default:
      return isChosenPerson(field.name) ? (
        <PersonField {...props} />
      ) : (
        <Input {...props} maxLength={200} autoComplete="off" />
      );
  }
}

/** Cities by name: those that have a site. */
function CitiesInput(props: Record<string, unknown>) {
  const { cities, cityName } = usePlaces();
  return (
    <Select
      {...props}
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      options={cities.map((city) => ({ value: city, label: `${cityName(city)} ${city}` }))}
    />
  );
}

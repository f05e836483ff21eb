import { useEffect, useState } from 'react';
import { Button, DatePicker, Input, Select, Space } from 'antd';
import dayjs from 'dayjs';
import { useTexts } from '../language/language';
import { isChosenPerson, PersonField } from '../parts/people';
import { usePlaces } from '../parts/places';
import type { Filter } from '../work/list';

type Change = (changes: Readonly<Record<string, string | undefined>>) => void;

interface FilterBarProps {
  /** The register's name: some of its filters are called otherwise than elsewhere. */
  readonly place: string;
  readonly filters: readonly Filter[];
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: Change;
}

export function FilterBar({ place, filters, values, onChange }: FilterBarProps) {
  const { t, wordIn } = useTexts();
  return (
    <Space wrap className="filters" role="search">
      {filters.map((filter) => (
        <FilterField
          key={filter.field}
          place={place}
          label={wordIn(place, filter.field)}
          filter={filter}
          value={values[filter.field] ?? ''}
          onChange={onChange}
        />
      ))}
      {Object.keys(values).length > 0 && (
        <Button
          type="link"
          onClick={() => onChange(Object.fromEntries(filters.map(({ field }) => [field, undefined])))}
        >
          {t('list.clear')}
        </Button>
      )}
    </Space>
  );
}

interface FieldProps {
  readonly place: string;
  readonly label: string;
  readonly filter: Filter;
  readonly value: string;
  readonly onChange: Change;
}

function FilterField({ place, label, filter, value, onChange }: FieldProps) {
  const { wordIn } = useTexts();
  const { cities, cityName } = usePlaces();
  const common = { 'aria-label': label, placeholder: label };
  const set = (chosen: string | null | undefined): void => onChange({ [filter.field]: chosen ?? undefined });
  switch (filter.kind) {
    case 'choice':
      return (
        <Select
          {...common}
          allowClear={filter.initial === undefined}
          style={{ minWidth: 130 }}
          value={value === '' ? (filter.initial ?? null) : value}
          options={(filter.options ?? []).map((option) => ({
            value: option,
            label: wordIn([place, filter.field], option),
          }))}
          onChange={set}
        />
      );
    case 'city':
      return (
        <Select
          {...common}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          style={{ minWidth: 130 }}
          value={value === '' ? null : value}
          options={cities.map((city) => ({ value: city, label: `${cityName(city)} ${city}` }))}
          onChange={set}
        />
      );
    case 'date':
    case 'month':
      return (
        <DatePicker
          {...common}
          {...(filter.kind === 'month' ? { picker: 'month' } : {})}
          style={{ width: 150 }}
          value={value === '' ? null : dayjs(value)}
          onChange={(day) => set(day?.format(filter.kind === 'month' ? 'YYYY-MM' : 'YYYY-MM-DD'))}
        />
      );
    default:
      return <TextFilter label={label} filter={filter} value={value} onChange={onChange} />;
  }
}

/** Taken with Enter or when it is left, so that a list is not read anew with every letter. */
function TextFilter({ label, filter, value, onChange }: Omit<FieldProps, 'place'>) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const commit = (): void => {
    if (typed.trim() !== value) onChange({ [filter.field]: typed.trim() });
  };
  if (isChosenPerson(filter.field)) {
    const choose = (account: string | undefined): void => onChange({ [filter.field]: account });
    return (
      <PersonField
        label={label}
        value={typed}
        onChange={(account = '') => setTyped(account)}
        onSelect={choose}
        onClear={() => choose(undefined)}
        onBlur={commit}
      />
    );
  }
  return (
    <Input
      aria-label={label}
      placeholder={label}
      style={{ width: 130 }}
      value={typed}
      allowClear
      onChange={({ target }) => {
        setTyped(target.value);
        if (target.value === '' && value !== '') onChange({ [filter.field]: undefined });
      }}
      onPressEnter={commit}
      onBlur={commit}
    />
  );
}

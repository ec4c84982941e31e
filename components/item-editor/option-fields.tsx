'use client';

import { Button, IconButton } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { letterAt, MAX_OPTIONS, MIN_OPTIONS } from '@/lib/domain/item/item-content';
import { type ItemText, type OptionText, optionField, rationaleField } from '@/lib/domain/item/item-text';
import { moveOption, newOption, withOptions } from './editor-draft';
import { KeyChoice } from './key-choice';
import { RichTextField } from './rich-text-field';

type ErrorOf = (field: string) => string | undefined;

/** The options with their key and rationales. They change places by buttons, and the letters in every text go with them. */
export function OptionFields({
  item,
  itemId,
  isKeyLocked,
  errorOf,
  onChange,
}: {
  item: ItemText;
  itemId: string | null;
  isKeyLocked: boolean;
  errorOf: ErrorOf;
  onChange: (item: ItemText) => void;
}) {
  const { options } = item;
  const change = (id: string, changes: Partial<OptionText>) =>
    onChange({
      ...item,
      options: options.map((option) => (option.id === id ? { ...option, ...changes } : option)),
    });
  const add = () => onChange({ ...item, options: [...options, newOption(crypto.randomUUID())] });
  const remove = (id: string) =>
    onChange(
      withOptions(
        item,
        options.filter((option) => option.id !== id),
      ),
    );
  const error = errorOf('options');
  return (
    <div className="flex flex-col gap-6" id="options" tabIndex={-1}>
      {error ? <FieldError id="options">{error}</FieldError> : null}
      <KeyChoice
        item={item}
        itemId={itemId}
        isLocked={isKeyLocked}
        error={errorOf('key')}
        onChange={onChange}
      />
      {options.map((option, at) => {
        const letter = letterAt(at);
        const isFixed = isKeyLocked && option.isKey;
        return (
          <div key={option.id} className="flex flex-col gap-3 border-l-2 border-line pl-4">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 className="font-semibold">
                Option {letter}
                {option.isKey ? <span className="font-normal text-accent"> (key)</span> : null}
              </h3>
              <div className="flex">
                <IconButton
                  icon="arrowUp"
                  label={`Move option ${letter} up`}
                  disabled={at === 0}
                  onClick={() => onChange(moveOption(item, at, -1))}
                />
                <IconButton
                  icon="arrowDown"
                  label={`Move option ${letter} down`}
                  disabled={at === options.length - 1}
                  onClick={() => onChange(moveOption(item, at, 1))}
                />
                <IconButton
                  icon="cross"
                  label={isFixed ? `Option ${letter} is the key and stays` : `Remove option ${letter}`}
                  disabled={options.length <= MIN_OPTIONS || isFixed}
                  onClick={() => remove(option.id)}
                />
              </div>
            </div>
            <RichTextField
              id={optionField(option.id)}
              label={`Text of option ${letter}`}
              rows={2}
              value={option.text}
              error={errorOf(optionField(option.id))}
              onChange={(text) => change(option.id, { text })}
            />
            <RichTextField
              id={rationaleField(option.id)}
              label={`Why option ${letter} is ${option.isKey ? 'right' : 'wrong'}`}
              rows={2}
              optional
              value={option.rationale}
              error={errorOf(rationaleField(option.id))}
              onChange={(rationale) => change(option.id, { rationale })}
            />
          </div>
        );
      })}
      <div>
        <Button icon="plus" disabled={options.length >= MAX_OPTIONS} onClick={add}>
          Add option {letterAt(options.length)}
        </Button>
      </div>
    </div>
  );
}

'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorSummary, type FieldProblem } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-control';
import { formatRichText } from '@/lib/domain/text/format-rich-text';
import { insertInline } from './insert-mark';
import { changeTarget, type TextTarget } from './text-target';
import { uploadPicture } from './upload-picture';

/** Uploads a picture and puts it where the caret was. What it shows has to be said in words. */
export function InsertPicture({ target }: { target: TextTarget | null }) {
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const errorOf = (id: string) => problems.find(({ fieldId }) => fieldId === id)?.message;
  const insert = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const values = new FormData(form);
    const [file, alt] = [values.get('file'), String(values.get('alt')).trim()];
    const missing = [
      ...(file instanceof File && file.size > 0
        ? []
        : [{ fieldId: 'picture-file', message: 'Choose a picture.' }]),
      ...(alt === '' ? [{ fieldId: 'picture-alt', message: 'Say in words what the picture shows.' }] : []),
    ];
    setProblems(missing);
    if (missing.length > 0 || !(file instanceof File) || target === null) return;
    setBusy(true);
    const uploaded = await uploadPicture(file);
    setBusy(false);
    if (!uploaded.ok) return setProblems([{ fieldId: 'picture-file', message: uploaded.error }]);
    const { sha256: media } = uploaded.value;
    const piece = formatRichText([{ type: 'paragraph', children: [{ type: 'image', media, alt }] }]);
    form.closest('dialog')?.close();
    form.reset();
    changeTarget(target, (selected) => insertInline(selected, piece));
  };
  return (
    <Dialog trigger="Picture" triggerVariant="quiet" triggerSize="compact" title="Insert a picture">
      {target === null ? (
        <p>Choose the field that the picture belongs into first.</p>
      ) : (
        <form onSubmit={insert} className="flex flex-col items-start gap-4" noValidate>
          <ErrorSummary problems={problems} />
          <p>It goes into: {target.label}.</p>
          <Field
            id="picture-file"
            label="Picture"
            hint="PNG, JPEG or WebP, up to 5 MB."
            error={errorOf('picture-file')}
          >
            {(control) => (
              <input
                {...control}
                type="file"
                name="file"
                accept="image/png,image/jpeg,image/webp"
                className="max-w-full"
              />
            )}
          </Field>
          <Field
            id="picture-alt"
            label="What it shows"
            hint="For those who can’t see it. Don’t give the answer away."
            error={errorOf('picture-alt')}
          >
            {(control) => <TextInput {...control} name="alt" maxLength={500} />}
          </Field>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {isBusy ? 'Uploading' : 'Insert picture'}
          </Button>
        </form>
      )}
    </Dialog>
  );
}

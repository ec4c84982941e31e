import { Button, IconButton } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Checkbox, ChoiceGroup, Radio } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { FileDrop } from '@/components/ui/file-drop';
import { Section } from '@/components/ui/page-header';
import { KeyHint } from '@/components/ui/state';
import { SubmitButton } from '@/components/ui/submit-button';
import { Select, TextArea, TextInput } from '@/components/ui/text-control';
import { paths } from '@/lib/ui/paths';

export function Forms() {
  return (
    <Section title="Buttons and forms">
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary">Assign practice</Button>
        <ButtonLink href={paths.gallery} icon="upload">
          Import 118 questions
        </ButtonLink>
        <Button variant="quiet">Clear filters</Button>
        <Button variant="danger">Retire question</Button>
        <Button disabled>Not yet</Button>
        <Button size="compact">Compact</Button>
        <IconButton icon="flag" label="Flag this question" />
        <span className="flex items-center gap-2">
          Next <KeyHint>J</KeyHint>
        </span>
      </div>
      <div className="grid gap-x-12 gap-y-6 md:grid-cols-2">
        <div className="flex flex-col gap-6">
          <Field id="gallery-name" label="Name of the bank" hint="Learners see it on the start card.">
            {(control) => <TextInput {...control} name="name" defaultValue="Data engineer associate" />}
          </Field>
          <Field id="gallery-cut" label="Pass mark" error="Enter a pass mark from 1 to 100, like 70.">
            {(control) => <TextInput {...control} name="cut" inputMode="numeric" defaultValue="seventy" />}
          </Field>
          <Field id="gallery-cohort" label="Cohort" optional>
            {(control) => (
              <Select {...control} name="cohort" defaultValue="spring">
                <option value="spring">Spring intake</option>
                <option value="autumn">Autumn intake</option>
              </Select>
            )}
          </Field>
          <Field id="gallery-source" label="Source">
            {(control) => (
              <TextArea
                {...control}
                code
                rows={4}
                defaultValue={'Question 21: Schema evolution\nA Enable it\nB Rebuild'}
              />
            )}
          </Field>
        </div>
        <div className="flex flex-col gap-6">
          <ChoiceGroup id="gallery-release" label="When do learners see the rationales?">
            <Radio
              id="gallery-release-now"
              name="release"
              value="now"
              label="Right after submitting"
              defaultChecked
            />
            <Radio
              id="gallery-release-closed"
              name="release"
              value="closed"
              label="When the exam has closed"
              hint="For everyone at the same time."
            />
            <Radio name="release" value="never" label="Never" disabled />
          </ChoiceGroup>
          <ChoiceGroup id="gallery-topics" label="Topics" error="Choose at least one topic.">
            <Checkbox name="topic" value="governance" label="Governance" />
            <Checkbox name="topic" value="pipelines" label="Pipelines" />
          </ChoiceGroup>
          <FileDrop
            id="gallery-file"
            label="A file of questions"
            hint="Text, Markdown, GIFT or CSV, up to 10 MB."
            name="file"
          />
          <form>
            <SubmitButton pendingLabel="Saving">Save the bank</SubmitButton>
          </form>
        </div>
      </div>
    </Section>
  );
}

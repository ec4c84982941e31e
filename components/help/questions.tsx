import { Section } from '@/components/ui/page-header';
import { GRACE_SECONDS } from '@/lib/domain/kernel/limits';

const QUESTIONS: readonly (readonly [question: string, answer: string])[] = [
  [
    'What happens when my connection breaks in an exam?',
    'Your answers wait in this browser and are sent when it is back. The top of the page says how many are waiting. You can go on answering meanwhile.',
  ],
  [
    'Which clock counts?',
    `The server’s. Changing the clock of your device changes nothing. What the server receives within ${GRACE_SECONDS} seconds after the end still counts.`,
  ],
  [
    'Can I use two devices?',
    'Yes, one after the other: the newest one writes, the older one becomes read-only and offers to take over again.',
  ],
  [
    'What does HR see?',
    'Whether someone is likely to pass, how sure that is and from how many answers. Never a question, never an answer.',
  ],
  [
    'Where does the cut score come from?',
    'Vendors often publish none. It is then an assumption, is called so everywhere, and your organisation can change it.',
  ],
  [
    'Why does it say “not enough evidence”?',
    'Because a number would be a guess. The page says what is missing: how many more answers, and in which part of the exam.',
  ],
];

export function Questions() {
  return (
    <Section title="Questions">
      <dl className="measure flex flex-col gap-5">
        {QUESTIONS.map(([question, answer]) => (
          <div key={question} className="flex flex-col gap-1">
            <dt className="font-semibold">{question}</dt>
            <dd className="font-reading text-17 leading-reading">{answer}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

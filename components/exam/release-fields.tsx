'use client';

import { useState } from 'react';
import { ChoiceGroup, Radio } from '@/components/ui/choice';
import {
  FEEDBACK_POLICIES,
  FEEDBACK_TEXT,
  type FeedbackPolicy,
  RELEASE_RULES,
  RELEASE_TEXT,
  type ReleaseRule,
} from '@/lib/features/assignment/contract';

/** What learners see of their results and when; each choice explains itself. `start` is what is chosen first. */
export function ReleaseFields({
  start,
  feedbackError,
  releaseError,
}: {
  start: { readonly feedbackPolicy: FeedbackPolicy; readonly releaseRule: ReleaseRule };
  feedbackError: string | undefined;
  releaseError: string | undefined;
}) {
  const [policy, setPolicy] = useState(start.feedbackPolicy);
  const [rule, setRule] = useState(start.releaseRule);
  return (
    <div className="grid max-w-5xl gap-6 md:grid-cols-2">
      <ChoiceGroup id="feedbackPolicy" label="What learners see of their results" error={feedbackError}>
        {FEEDBACK_POLICIES.map((value) => (
          <Radio
            key={value}
            id={`feedback-${value}`}
            name="feedbackPolicy"
            value={value}
            label={FEEDBACK_TEXT[value].label}
            hint={FEEDBACK_TEXT[value].explanation}
            checked={policy === value}
            onChange={() => setPolicy(value)}
          />
        ))}
      </ChoiceGroup>
      <ChoiceGroup id="releaseRule" label="When they see it" error={releaseError}>
        {RELEASE_RULES.map((value) => (
          <Radio
            key={value}
            id={`release-${value}`}
            name="releaseRule"
            value={value}
            label={RELEASE_TEXT[value].label}
            hint={RELEASE_TEXT[value].explanation}
            checked={rule === value}
            onChange={() => setRule(value)}
          />
        ))}
      </ChoiceGroup>
    </div>
  );
}

import { FullPageState } from '@/components/shell/full-page-state';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Flash, Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/page-header';
import { Progress } from '@/components/ui/progress';
import { Loading, SkeletonText } from '@/components/ui/skeleton';
import { State } from '@/components/ui/state';
import { paths } from '@/lib/ui/paths';
import { ErrorSummarySample } from './error-summary-sample';

export function Feedback() {
  return (
    <Section title="Feedback and states">
      <Flash
        undo={
          <Button size="compact" icon="undo">
            Undo
          </Button>
        }
      >
        118 questions imported into Data engineer associate.
      </Flash>
      <div className="grid items-start gap-4 md:grid-cols-2">
        <Notice title="Times are shown for Europe/London">The exam opens at 14:00 BST.</Notice>
        <Notice tone="warning" title="Two questions have a key in doubt">
          Few who did well overall chose it. Look at them before the next exam.
        </Notice>
        <Notice tone="danger" title="Three answers are not saved">
          They are kept on this device and sent when the connection is back.
        </Notice>
        <ErrorSummarySample />
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <State icon="tick" tone="above">
          Certified
        </State>
        <State icon="clock" tone="below">
          Expiring
        </State>
        <State icon="cross" tone="danger">
          Expired
        </State>
        <State icon="arrowRight" tone="neutral">
          Nearly
        </State>
        <State icon="question" tone="unknown">
          Not enough evidence
        </State>
      </div>
      <Progress label="Questions imported" done={84} total={118} />
      <EmptyState
        title="No banks yet"
        action={
          <ButtonLink href={paths.gallery} variant="primary">
            Import questions
          </ButtonLink>
        }
      >
        A bank holds questions with their keys and rationales. Import a scenario post to begin, or load the
        sample bank.
      </EmptyState>
      <Loading label="Loading the cohort">
        <SkeletonText lines={3} />
      </Loading>
      <div>
        <Dialog trigger="Retire question" title="Retire this question?">
          <p>It stays in the 31 attempts that used it and leaves every new form.</p>
          <Button variant="danger">Retire question</Button>
        </Dialog>
      </div>
      <FullPageState
        title="We can’t find that page"
        titleLevel={3}
        reference="req-7f3a9c"
        actions={<ButtonLink href={paths.gallery}>Go to your start page</ButtonLink>}
      >
        <p>Check the address, or go back and follow the link again.</p>
      </FullPageState>
    </Section>
  );
}

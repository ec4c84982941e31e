import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/button-link';
import { Pagination, Tabs } from '@/components/ui/navigation';
import { Section } from '@/components/ui/page-header';
import { SkeletonTable } from '@/components/ui/skeleton';
import { State } from '@/components/ui/state';
import { SortableTh, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { paths, withQuery } from '@/lib/ui/paths';

const ROWS = [
  { item: 'Schema evolution in pipelines', facility: 0.74, discrimination: '0.42', n: 131 },
  { item: 'Row filters on a shared table', facility: 0.21, discrimination: '−0.12', n: 118 },
  { item: 'Batch and streaming together', facility: 0.97, discrimination: '0.08', n: 7 },
];

export function Tables() {
  return (
    <Section title="Tables">
      <Tabs
        label="Views of the bank"
        tabs={[
          { href: paths.gallery, label: 'Questions', current: true },
          { href: withQuery(paths.gallery, { tab: 'topics' }), label: 'Topics', current: false },
          { href: withQuery(paths.gallery, { tab: 'history' }), label: 'History', current: false },
        ]}
      />
      <Table caption="Questions of the bank, with how they behave">
        <TableHead>
          <Th>Question</Th>
          <SortableTh href={withQuery(paths.gallery, { sort: 'facility' })} sorted="ascending" numeric>
            Facility
          </SortableTh>
          <SortableTh href={withQuery(paths.gallery, { sort: 'discrimination' })} sorted={null} numeric>
            Discrimination
          </SortableTh>
          <Th numeric>n</Th>
          <Th>State</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </TableHead>
        <TableBody>
          {ROWS.map((row, index) => (
            <Tr key={row.item}>
              <Th scope="row">
                <TextLink href={paths.gallery}>{row.item}</TextLink>
              </Th>
              <Td numeric>{row.facility}</Td>
              <Td numeric>{row.discrimination}</Td>
              <Td numeric>{row.n}</Td>
              <Td>
                {index === 0 ? <State icon="tick">Published</State> : null}
                {index === 1 ? (
                  <State icon="warning" tone="below">
                    Check the key
                  </State>
                ) : null}
                {index === 2 ? (
                  <State icon="question" tone="unknown">
                    Too few answers
                  </State>
                ) : null}
              </Td>
              <Td numeric>
                <Button size="compact" variant="quiet">
                  Review
                </Button>
              </Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      <Pagination
        from={21}
        to={40}
        total={118}
        noun={{ one: 'question', other: 'questions' }}
        previousHref={withQuery(paths.gallery, { page: 1 })}
        nextHref={withQuery(paths.gallery, { page: 3 })}
      />
      <SkeletonTable rows={3} />
    </Section>
  );
}

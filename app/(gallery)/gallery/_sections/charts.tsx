import { BandCell } from '@/components/charts/band-cell';
import { BandLegend } from '@/components/charts/band-legend';
import { CutLine } from '@/components/charts/cut-line';
import type { Interval } from '@/components/charts/cut-line-words';
import { Evidence } from '@/components/charts/evidence';
import { FacilityBar } from '@/components/charts/facility-bar';
import { Section } from '@/components/ui/page-header';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { paths } from '@/lib/ui/paths';

interface Sample {
  readonly label: string;
  readonly estimate: number | null;
  readonly interval: Interval | null;
  readonly n: number;
}

const TOPICS: readonly Sample[] = [
  { label: 'Governance', estimate: 52, interval: [44, 60], n: 131 },
  { label: 'Pipelines', estimate: 61, interval: [46, 75], n: 18 },
  { label: 'Streaming', estimate: 78, interval: [66, 88], n: 44 },
  { label: 'Delta Lake', estimate: 91, interval: [84, 96], n: 96 },
  { label: 'Sharing', estimate: 100, interval: [51, 100], n: 4 },
  { label: 'Cost', estimate: null, interval: null, n: 0 },
];

const LEARNERS: readonly {
  name: string;
  cells: readonly (readonly [percent: number | null, n: number])[];
}[] = [
  {
    name: 'Ada Lovelace',
    cells: [
      [41, 22],
      [58, 14],
      [66, 12],
      [72, 19],
      [84, 25],
      [95, 20],
    ],
  },
  {
    name: 'Grace Hopper',
    cells: [
      [64, 3],
      [71, 18],
      [49, 9],
      [null, 0],
      [88, 16],
      [79, 14],
    ],
  },
  {
    name: 'Edsger Dijkstra',
    cells: [
      [null, 0],
      [80, 2],
      [69, 13],
      [70, 30],
      [90, 11],
      [55, 20],
    ],
  },
];

export function Charts() {
  return (
    <>
      <Section title="The cut line" description="Wide, for one result on a page of its own.">
        <div className="grid max-w-4xl gap-8">
          <CutLine size="wide" label="Your result" estimate={61} interval={[46, 75]} cut={70} n={18} />
          <CutLine size="wide" label="Ready" estimate={93} interval={[86, 97]} cut={70} n={146} />
          <CutLine
            size="wide"
            label="In points, far below"
            unit="points"
            domain={[0, 45]}
            estimate={6}
            interval={[3, 11]}
            cut={32}
            n={45}
          />
          <CutLine size="wide" label="Cost control" estimate={null} interval={null} cut={70} n={0} />
        </div>
      </Section>
      <Section title="Rows" description="One under the other, the lines of the cut make one line.">
        <ul className="flex max-w-4xl flex-col">
          {TOPICS.map((topic) => (
            <li
              key={topic.label}
              className="grid items-center gap-x-4 border-b border-hairline py-1 sm:grid-cols-[10rem_1fr]"
            >
              <span>{topic.label}</span>
              <CutLine {...topic} cut={70} />
            </li>
          ))}
        </ul>
      </Section>
      <CellsSection />
      <Section title="Evidence and shares">
        <div className="flex flex-wrap gap-x-8 gap-y-2">
          {[0, 1, 6, 18, 44, 146].map((n) => (
            <Evidence key={n} n={n} />
          ))}
        </div>
        <div className="flex max-w-2xl flex-col gap-1">
          <FacilityBar label="Option A" percent={64} n={31} isKey />
          <FacilityBar label="Option B" percent={23} n={31} />
          <FacilityBar label="Option C" percent={0} n={31} />
          <FacilityBar label="Option D" percent={null} n={0} />
        </div>
      </Section>
    </>
  );
}

function CellsSection() {
  return (
    <Section title="Cells">
      <BandLegend cut={70} />
      <Table caption="Learners by topic, percentage correct">
        <TableHead>
          <Th pinned>Learner</Th>
          {TOPICS.map((topic) => (
            <Th key={topic.label}>{topic.label}</Th>
          ))}
          <Th>Overall</Th>
        </TableHead>
        <TableBody>
          {LEARNERS.map((learner) => (
            <Tr key={learner.name}>
              <Th scope="row" pinned>
                {learner.name}
              </Th>
              {learner.cells.map(([percent, n], index) => (
                <BandCell
                  key={TOPICS[index]?.label}
                  percent={percent}
                  n={n}
                  cut={70}
                  label={`${learner.name}, ${TOPICS[index]?.label}`}
                  href={index % 2 === 0 ? paths.gallery : null}
                />
              ))}
              <Td>
                <CutLine
                  size="cell"
                  label={learner.name}
                  estimate={68}
                  interval={[60, 76]}
                  cut={70}
                  n={112}
                />
              </Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}

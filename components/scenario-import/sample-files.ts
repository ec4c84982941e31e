import type { SourceFormat } from '@/lib/domain/scenario-import/source-format';

export interface SampleFile {
  readonly format: SourceFormat;
  readonly fileName: string;
  readonly text: string;
}

const POST = `Background — Questions 1–2

A team keeps its sales in a lakehouse. New columns arrive without notice.

Question 1: Schema evolution

Which setting lets the table take the new columns?

A Schema evolution
B A nightly rebuild
C A second table

Answer: A

Rationale:
A is correct. The table follows its source.
B is incorrect. It is late by up to a day.
C is incorrect. Unlike A, it splits the data.

Question 2: Late rows

Which TWO keep late rows from being lost?

A A watermark with enough delay
B A smaller cluster
C A table for rows that came too late

Correct answers: A, C

Rationale:
A is correct. It waits as long as rows may be late.
B is incorrect. Size has nothing to do with lateness.
C is correct. What comes after that is kept apart.
`;

const AIKEN = `Which setting lets the table take new columns?
A. Schema evolution
B. A nightly rebuild
C. A second table
ANSWER: A

Which of these bounds the state of a stream?
A. A cache
B. A watermark
ANSWER: B
`;

const GIFT = `::Schema evolution:: Which setting lets the table take new columns? {
  =Schema evolution #The table follows its source.
  ~A nightly rebuild #It is late by up to a day.
  ~A second table #It splits the data.
}

::Late rows:: Which two keep late rows from being lost? {
  ~%50%A watermark with enough delay #It waits as long as rows may be late.
  ~%-100%A smaller cluster #Size has nothing to do with lateness.
  ~%50%A table for rows that came too late #What comes after that is kept apart.
}
`;

const MOODLE = `<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="multichoice">
    <name><text>Schema evolution</text></name>
    <questiontext format="html"><text><![CDATA[<p>Which setting lets the table take new columns?</p>]]></text></questiontext>
    <single>true</single>
    <shuffleanswers>true</shuffleanswers>
    <answer fraction="100" format="html"><text>Schema evolution</text><feedback format="html"><text>The table follows its source.</text></feedback></answer>
    <answer fraction="0" format="html"><text>A nightly rebuild</text><feedback format="html"><text>It is late by up to a day.</text></feedback></answer>
    <answer fraction="0" format="html"><text>A second table</text><feedback format="html"><text>It splits the data.</text></feedback></answer>
  </question>
</quiz>
`;

const QTI = `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="schema-evolution" title="Schema evolution" adaptive="false" time-dependent="false">
  <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
    <qti-correct-response><qti-value>A</qti-value></qti-correct-response>
  </qti-response-declaration>
  <qti-item-body>
    <qti-choice-interaction response-identifier="RESPONSE" max-choices="1" shuffle="true">
      <qti-prompt>Which setting lets the table take new columns?</qti-prompt>
      <qti-simple-choice identifier="A">Schema evolution</qti-simple-choice>
      <qti-simple-choice identifier="B">A nightly rebuild</qti-simple-choice>
      <qti-simple-choice identifier="C">A second table</qti-simple-choice>
    </qti-choice-interaction>
  </qti-item-body>
</qti-assessment-item>
`;

const UDEMY = `Question,Question Type,Answer Option 1,Explanation 1,Answer Option 2,Explanation 2,Answer Option 3,Explanation 3,Answer Option 4,Explanation 4,Answer Option 5,Explanation 5,Answer Option 6,Explanation 6,Correct Answers,Overall Explanation,Domain
Which setting lets the table take new columns?,multiple-choice,Schema evolution,The table follows its source.,A nightly rebuild,It is late by up to a day.,A second table,It splits the data.,,,,,,,1,Tables can follow their source.,Ingestion
Which two keep late rows from being lost?,multi-select,A watermark with enough delay,It waits as long as rows may be late.,A smaller cluster,Size has nothing to do with lateness.,A table for rows that came too late,What comes after that is kept apart.,,,,,,,"1,3",Wait and keep.,Streaming
`;

const TABLE = `Number,Title,Stem,A,B,C,Key,Rationale A,Rationale B,Rationale C,Topic
1,Schema evolution,Which setting lets the table take new columns?,Schema evolution,A nightly rebuild,A second table,A,The table follows its source.,It is late by up to a day.,It splits the data.,Ingestion
2,Late rows,Which two keep late rows from being lost?,A watermark with enough delay,A smaller cluster,A table for rows that came too late,"A, C",It waits as long as rows may be late.,Size has nothing to do with lateness.,What comes after that is kept apart.,Streaming
`;

const HTML = `<!doctype html>
<title>Practice questions</title>
<h2>Question 1: Schema evolution</h2>
<p>Which setting lets the table take new columns?</p>
<ol type="A">
  <li>Schema evolution</li>
  <li>A nightly rebuild</li>
  <li>A second table</li>
</ol>
<p><strong>Answer: A</strong></p>
<p>Rationale:</p>
<p>A is correct. The table follows its source.</p>
<p>B is incorrect. It is late by up to a day.</p>
<p>C is incorrect. It splits the data.</p>
`;

/** One small sample for each format that can be written as text; a Word document holds what the first one says. */
export const SAMPLE_FILES: readonly SampleFile[] = [
  { format: 'scenario-post', fileName: 'scenario-post.txt', text: POST },
  { format: 'aiken', fileName: 'aiken.txt', text: AIKEN },
  { format: 'gift', fileName: 'gift.txt', text: GIFT },
  { format: 'moodle-xml', fileName: 'moodle.xml', text: MOODLE },
  { format: 'qti', fileName: 'qti-item.xml', text: QTI },
  { format: 'udemy-csv', fileName: 'udemy.csv', text: UDEMY },
  { format: 'table', fileName: 'table.csv', text: TABLE },
  { format: 'html', fileName: 'page.html', text: HTML },
];

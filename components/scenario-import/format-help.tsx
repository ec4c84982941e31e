import { FORMAT_WORDS } from './format-words';
import { SAMPLE_FILES } from './sample-files';

const href = (text: string): string => `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;

/** What the importer reads, with a sample of each format to start from. */
export function FormatHelp() {
  const post = SAMPLE_FILES.find(({ format }) => format === 'scenario-post');
  return (
    <div className="flex flex-col gap-6 border-t border-hairline pt-5">
      <section className="flex flex-col gap-3">
        <h3 className="text-17 font-semibold">Samples to start from</h3>
        <ul className="grid max-w-4xl gap-x-8 border-t border-hairline sm:grid-cols-2">
          {SAMPLE_FILES.map(({ format, fileName, text }) => (
            <li
              key={format}
              className="flex flex-wrap items-center justify-between gap-x-4 border-b border-hairline py-1.5"
            >
              <span>
                {FORMAT_WORDS[format].name}{' '}
                <span className="text-13 text-muted">{FORMAT_WORDS[format].files}</span>
              </span>
              <a className="link inline-flex min-h-6 items-center" download={fileName} href={href(text)}>
                Download<span className="sr-only"> the sample {fileName}</span>
              </a>
            </li>
          ))}
        </ul>
        <p className="measure text-muted">
          A Word document (.docx) holds the same as a post, an Excel file (.xlsx) the same as a table.
        </p>
      </section>
      <details className="group">
        <summary className="link w-fit">What a post looks like</summary>
        <div className="mt-4 grid gap-x-10 gap-y-4 md:grid-cols-2">
          <ul className="measure flex list-disc flex-col gap-1.5 pl-5">
            <li>A question begins with a head such as “Question 21: Title” or “Q7.”.</li>
            <li>Options begin with a letter: “A Text”, “A. Text”, “(A) Text” or “- A. Text”.</li>
            <li>The key is a line such as “Answer: B” or “Correct answers: A, D”.</li>
            <li>
              Rationales begin with a letter: “B is incorrect. ...”. Letters that they mention follow the
              options when these are shuffled.
            </li>
            <li>
              A background for several questions has a heading with its range: “Background — Questions 21–23”.
            </li>
            <li>Whatever else is there is shown and counted; nothing is dropped in silence.</li>
          </ul>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
            tabIndex={0}
            className="max-h-96 overflow-auto rounded-control border border-hairline bg-sunken px-4 py-3 font-code text-13 leading-reading"
          >
            {post?.text}
          </pre>
        </div>
      </details>
    </div>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AccountMenu } from '@/components/shell/account-menu';
import { AppShell } from '@/components/shell/app-shell';
import { PageHeader } from '@/components/ui/page-header';
import { paths } from '@/lib/ui/paths';
import { Charts } from './_sections/charts';
import { Feedback } from './_sections/feedback';
import { Forms } from './_sections/forms';
import { Reading } from './_sections/reading';
import { Structure } from './_sections/structure';
import { Tables } from './_sections/tables';
import { Tokens } from './_sections/tokens';

export const metadata: Metadata = { title: 'Gallery' };

const NAV = [
  { href: paths.gallery, label: 'Gallery' },
  { href: paths.learn, label: 'Learn' },
  { href: paths.teach, label: 'Teach' },
  { href: paths.banks, label: 'Banks' },
  { href: paths.hr, label: 'Readiness' },
];

const ACCOUNT = [
  {
    label: 'Organisation',
    entries: [
      { kind: 'link', href: paths.gallery, label: 'Northwind Data', current: true },
      { kind: 'link', href: paths.gallery, label: 'Contoso Academy' },
    ],
  },
  { entries: [{ kind: 'link', href: paths.signIn, label: 'Sign out', note: 'ada@northwind.example' }] },
] as const;

/**
 * The living style guide: every component in every state, with made-up figures and no data behind it. For those who work on
 * the product; an installation has no such page.
 */
export default function GalleryPage() {
  // biome-ignore lint/style/noProcessEnv: a constant that the bundler puts in
  if (process.env.NODE_ENV !== 'development') notFound();
  return (
    <AppShell
      homeHref={paths.gallery}
      nav={NAV}
      organisationName="Northwind Data"
      account={<AccountMenu personName="Ada Lovelace" groups={ACCOUNT} />}
    >
      <PageHeader
        title="Gallery"
        finding="Every judgement is drawn as an interval against the cut line. Someone who has learnt to read one of them reads all of them."
      />
      <Charts />
      <Reading />
      <Tables />
      <Forms />
      <Feedback />
      <Structure />
      <Tokens />
    </AppShell>
  );
}

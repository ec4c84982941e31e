import { type Random, randomIndex, seededRandom } from '@/lib/domain/kernel/random';

/*
 * Names as an organisation of several countries has them: with accents, ligatures, apostrophes and hyphens, in every case, and few
 * enough that several people have the same one. Nobody in particular is meant.
 */

const FIRST =
  `Émile Emile Éloïse Zoë Zoe Åsa Asa Björn Bjorn Çağla Cagla Søren Soren Łukasz Lukasz Jürgen Jurgen Ines Inês André Andre
Ana Ángel Angel Chloé Chloe Dóra Dora Eszter Fátima Fatima Gönül Hélène Helene Ionuț Ionut Jana José Jose Katarína Léa Lea Magnús
María Maria Nikola Noël Noel Ólafur Ondřej Paweł Pia René Rene Siân Sian Tomáš Tomas Ülkü Věra Vera Wojciech Yann Žofia Zofia
Aoife Amara Ade Bea Dan Ida Kofi Liu Mei Omar Priya Ravi Sara Tariq Uma Viktor Wanjiru Yuki`.split(/\s+/);

const LAST =
  `Weiß Weiss Strauß Müller Mueller Muller Ångström O’Brien D’Angelo Núñez Nunez García Garcia Nguyễn Nguyen Dvořák Dvorak
Łuczak Luczak Şahin Sahin Håkansson Smith Jones Çelik Brontë Ðorđević Þórsson Œuvrard Lefèvre Lefevre Saint-Exupéry Žižka Papadopoulos
Okonkwo Kowalski Rossi Silva Haddad Kaya Tanaka Chen Singh Mensah Larsen Novák Novak Ferrari Bianchi Moreau Schäfer Schaefer Peña Pena
Van-der-Berg MacLeod Ó-Súilleabháin Ivanov Petrov Cohen Ali Khan Diallo Traoré Traore Björk Öztürk Ozturk Zielińska`.split(
    /\s+/,
  );

/** `count` names, always the same ones. Some are written in small letters, as people write them. */
export function manyNames(count: number): readonly string[] {
  const random = seededRandom(5000);
  return Array.from({ length: count }, (_, index) => {
    const name = `${pick(FIRST, random)} ${pick(LAST, random)}`;
    return index % 97 === 0 ? name.toLowerCase() : name;
  });
}

export const pick = <T>(list: readonly T[], random: Random): T => {
  const found = list[randomIndex(random, list.length)];
  if (found === undefined) throw new Error('There is nothing to choose from');
  return found;
};

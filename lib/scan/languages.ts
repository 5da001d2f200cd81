/**
 * Languages in which subtitles are made: ISO 639-1, then every other way in which file names write it: ISO 639-2 (both
 * forms where there are two), English name, own name, and what subtitle sites use.
 *
 * Rare languages are left out on purpose: their codes are common words ("to", "so", "or").
 *
 * Source: https://www.loc.gov/standards/iso639-2/php/code_list.php
 */
const LANGUAGES = `
af afr afrikaans
am amh amharic
ar ara arabic
az aze azerbaijani
be bel belarusian
bg bul bulgarian
bn ben bengali bangla
bs bos bosnian
ca cat catalan
cs cze ces czech cesky
cy wel cym welsh
da dan danish dansk
de ger deu german deutsch
el gre ell greek
en eng english
eo epo esperanto
es spa spanish espanol español castellano castilian latino esp
et est estonian
eu baq eus basque
fa per fas persian farsi
fi fin finnish suomi
fr fre fra french francais français vostfr vff vf
ga gle irish
gl glg galician
gu guj gujarati
he heb hebrew iw
hi hin hindi
hr hrv scr croatian hrvatski
hu hun hungarian magyar
hy arm hye armenian
id ind indonesian
is ice isl icelandic
it ita italian italiano
ja jpn japanese jp jap
ka geo kat georgian
kk kaz kazakh
km khm khmer
kn kan kannada
ko kor korean kr
ku kur kurdish
lb ltz luxembourgish
lo lao
lt lit lithuanian
lv lav latvian
mk mac mkd macedonian
ml mal malayalam
mn mon mongolian
mr mar marathi
ms may msa malay
mt mlt maltese
my bur mya burmese
nb nob
ne nep nepali
nl dut nld dutch nederlands flemish
nn nno
no nor norwegian norsk
pa pan punjabi
pl pol polish polski
ps pus pashto
pt por portuguese portugues português pob ptbr brazilian brasileiro
ro rum ron romanian
ru rus russian
si sin sinhala sinhalese
sk slo slk slovak
sl slv slovenian slovene
sq alb sqi albanian
sr srp scc serbian
sv swe swedish svenska
sw swa swahili
ta tam tamil
te tel telugu
th tha thai
tl tgl tagalog
tr tur turkish turkce türkçe
uk ukr ukrainian ua
ur urd urdu
uz uzb uzbek
vi vie vietnamese
yi yid yiddish
zh chi zho chinese chs cht zht zhs cn mandarin cantonese cmn yue
zu zul zulu
fil filipino
mul multi multilang
`;

const CODES: ReadonlyMap<string, string> = new Map(
  LANGUAGES.trim().split("\n").flatMap((line) => {
    const names = line.split(" ");
    return names.map((name) => [name, names[0]!] as const);
  }),
);

/** The language that `word` (in lower case) stands for: ISO 639-1, else 639-2. */
export function toLanguage(word: string): string | undefined {
  return CODES.get(word);
}

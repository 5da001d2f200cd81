/** An address of a site before the name: "www.site.com - Title", "[ site.to ] Title", "site.net - Title", "www.site.com.Title". */
const SITE =
  /^[\s[({]{0,3}(?:www\.[\w-]{2,40}\.(?:com|org|net|info)[._](?=\w{3})|(?:(?:https?:\/\/)?www[., ]+[\w-]{1,40}(?:[. ][\w-]{2,40})?[. ][a-z]{2,6}|[\w-]{2,40}(?:\.[\w-]{2,40})?\.(?:com|org|net|info|me|to|tv|cc|ru|my|in|ws|re|mx|pw|vip|club|xyz|eu|nl|pl|nz|ag|am|se|au|uk|za|la|is|fm|io|st|sx|site|online|party|rocks|pro|one|team|top))(?:[\s\])}]{0,3}[\s_]{0,2}-+[\s_-]{0,3}|\s{0,2}[\])}][\s_.-]{0,3}))/i;

/** "Title.S01E02.In-Between": endings that are words too, with nothing but the hyphen behind them. */
const MAY_BE_WORDS = /^(?!\W*(?:https?|www)).*\.(?!com|org|net)[a-z]+-$/i;

/** An episode's number: what stands before it is the show, "Rodzinka.pl - S01E05". */
const IS_NUMBER = /^(?:s\d{1,2}(?:e\d|[ .])|\d{1,2}x\d\d|\d{2,3}(?: - |[ _]*[[(]|$))/i;

/** Where `name` begins behind the address of a site; 0 where none stands before it. */
export function findSite(name: string): number {
  if (!mayBegin(name)) return 0;
  const site = SITE.exec(name);
  if (site === null || site[0].length >= name.length || MAY_BE_WORDS.test(site[0])) return 0;
  const { length } = site[0];
  return /^(?!www|http)\w/i.test(name) && IS_NUMBER.test(name.slice(length, length + 12))
    ? 0
    : length;
}

/** Quicker than the expression: an address begins with "www" or "http", or a mark stands behind its second or third word. */
function mayBegin(name: string): boolean {
  let at = 0;
  if (name.length < 6) return false;
  while (at < 3 && !isLetterOrDigit(name.charCodeAt(at))) at++;
  const first = name.charCodeAt(at) | 32;
  const second = name.charCodeAt(at + 1) | 32;
  if (first === 119 /* w */ && second === 119) return true;
  if (first === 104 /* h */ && second === 116 /* t */) return true;
  for (let dots = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if (code === 46 /* . */) dots++;
    else if (code !== 45 /* - */ && code !== 95 /* _ */ && !isLetterOrDigit(code)) return dots > 0;
    else if (code === 45 && dots > 0) return true;
    if (dots > 2) return false;
  }
  return false;
}

function isLetterOrDigit(code: number): boolean {
  const small = code | 32;
  return (small >= 97 && small <= 122) || (code >= 48 && code <= 57);
}

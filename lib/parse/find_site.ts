/** An address of a site before the name: "www.site.com - Title", "[ site.to ] Title", "site.net - Title". */
const SITE =
  /^[\s[({]{0,3}(?:(?:https?:\/\/)?www[., ]+[\w-]{1,40}(?:[. ][\w-]{2,40})?[. ][a-z]{2,6}|[\w-]{2,40}(?:\.[\w-]{2,40})?\.(?:com|org|net|info|me|to|tv|cc|ru|my|in|ws|re|mx|pw|vip|club|xyz|eu|nl|pl|nz|ag|am|se|au|uk|za|la|is|fm|io|st|sx|site|online|party|rocks|pro|one|team|top))(?:[\s\])}]{0,3}[\s_]{0,2}-+[\s_-]{0,3}|\s{0,2}[\])}][\s_.-]{0,3})/i;

/** Where `name` begins behind the address of a site; 0 where none stands before it. */
export function findSite(name: string): number {
  if (!name.includes(".") && !/^[^a-z]{0,3}www/i.test(name)) return 0;
  const site = SITE.exec(name);
  return site === null || site[0].length >= name.length ? 0 : site[0].length;
}

import { pattern, type Rule, words } from "../rule.ts";

/** File endings that say what holds the video (and, for sidecars, what the file is). */
export const CONTAINERS: ReadonlySet<string> = new Set(
  `
    mkv, mp4, avi, m4v, mov, wmv, mpg, mpeg, ts, m2ts, mts, vob, iso, img, webm, flv, f4v, ogm, ogv,
    divx, rm, rmvb, asf, 3gp, 3g2, mk3d, strm, wtv, dvr-ms, tp, trp, m2v, m1v, mp2v, mpv, qt, bdmv,
    nrg, ifo, dat, amv, mxf, srt, sub, idx, ass, ssa, sup, vtt, smi, nfo, jpg, png, txt, torrent,
    nzb, rar, zip, 7z
  `.split(",").map((name) => name.trim()),
);

/** Containers that stand among the tags. */
export const CONTAINER: readonly Rule[] = [
  ...words("container", {
    mkv: "mkv",
    mp4: "mp4",
    avi: "avi",
    rmvb: "rmvb",
  }, { when: "run" }),
];

const HEX = "[0123456789abcdef]";

/** Checksums, ids, addresses of sites. */
export const MARK: readonly Rule[] = [
  // "[CBDB8577]", "(0CDC2145)"
  pattern("checksum", {
    begins: `######## #+[abcdef] [abcdef]${HEX.repeat(7)}`,
    length: 8,
    expression:
      /(?<=[[(]|[ _-]{2})(?!(?:19|20)\d\d(?:0\d|1[012])[0123]\d(?![a-f]))([0-9a-f]{8})(?=[\])]|(?![^]))/y,
    read: ([, digits]) =>
      /\d/.test(digits!) || /[a-f]/.test(digits!) ? { checksum: digits!.toUpperCase() } : undefined,
  }),
  // "{tmdb-603}", "[tmdbid=603]", "tvdb-1234", "(tmdb 603)"
  pattern("ids", {
    begins: "tmd tvd tvm",
    anchor: false,
    expression: /(tmdb|tvdb|tvmaze)(?:id)?[-=: ](\d{1,9})(?!\d)/y,
    read: ([, kind, number]) => ({ ids: { [kind!]: Number(number) } }),
  }),
  // "{imdb-tt0133093}", "[imdbid-tt0133093]", "tt0133093"
  pattern("ids", {
    begins: "imd tt#",
    anchor: false,
    expression: /(?:imdb(?:id)?[-=: ])?(tt\d{7,9})(?!\d)/y,
    read: ([, id]) => ({ ids: { imdb: id! } }),
  }),
];

import { pattern, type Rule, tag } from "../rule.ts";

/** What ends a title and says nothing that is kept. */
export const NOISE: readonly Rule[] = [
  tag(
    { noise: true },
    `
      internal, int, readnfo, read nfo, nfofix, dirfix, nfo fix, retail, convert, hybrid,
      ws, fs, widescreen, fullscreen, dubbed, dub, dl, dual, dual audio, dualaudio,
      hq, lq, hd, sd, complete, full, line, line audio, hc, hcsubs,
      ddc, md, mic dubbed, ld, doku, doc, docu, rip, regrade, upscale, upscaled, ai enhanced,
      ai upscale, synced, hr, oar, web line, clean audio, org, untouched, fastsub, vostfr fastsub,
      encode, encoded, reencoded, rarbg com, with extras, proof,
      dirfixed, nuked, crf, noads, no ads, tv movie, tvfilm, movie,
      x64, colored, colorized, hardcoded, vbr, cbr, custom, vo, svcd, vcd, bw, tv dubbed, line dubbed,
      with asl, with bsl, asl, bsl, dublaj
    `,
    { when: "tail" },
  ),
  tag(
    { noise: true },
    `
      preair, pre air, internal, readnfo, dual audio, dualaudio, dubbed, widescreen, hfr, stv,
      trilogy, quadrilogy, duology, tetralogy, pentalogy, hexalogy, heptalogy, octalogy,
      anthology, box set, boxset, tv dubbed
    `,
    { when: "run" },
  ),
  // "Title.DS4K.1080p": made smaller from 4K
  tag({ noise: true }, "ds4k"),
  // "Naruto HD 09": in capitals also before a number, or at the end
  tag({ noise: true }, "hd, sd", { when: "mark", written: "upper" }),
  // "Naruto DUAL [1080p]": in capitals also before the first tag
  tag(
    { noise: true },
    "integral, dual, ws, fs, bw, convert, doku, final, custom, vo, anime",
    {
      when: "run",
      written: "upper",
    },
  ),
  // "Naruto - OVA [1080p]"
  tag({ show: true }, "ova, oav, oad, ona", { when: "tail" }),
  tag({ show: true }, "ova, oav, oad, ona", { when: "run", written: "upper" }),
  // "[Group] Naruto (Batch) [1080p]": all episodes
  tag({ noise: true, show: true }, "batch", { when: "run" }),
  // "Naruto Complete [Ep 01 - 220]"
  tag({ noise: true }, "complete, the complete, complete version", { when: "mark" }),
  // "210810 Title ep05": the day of the broadcast
  pattern("noise", {
    begins: "######",
    expression: /(?<![^])\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=[ _])/y,
    anchor: false,
    read: () => ({ noise: true }),
  }),
  // "1.4GB", "700MB", "800 MB", "60fps", "23.976fps", "1500kbps", but not "5.1.448kbps"
  pattern("noise", {
    begins:
      "#~#[gmfkh] #~##[gmfkh] #~###[gmfkh] #~#~[gmfkh] #~##~[gmfkh] #~###~[gmfkh] ##~# ###~# #+, #+[gmfkh] ##~[gmfkh] ###~[gmfkh] ####~[gmfkh]",
    expression:
      /(?<!\d\.)\d{1,5}(?:[.,]\d{1,3})?[ ._]?(?:[gm]i?b|fps|[km]bps|k?hz|kb|kbit)(?![a-z0-9])/y,
    read: () => ({ noise: true }),
  }),
];

import type { Rule } from "../rule.ts";
import { AUDIO } from "./audio.ts";
import { DATE } from "./date.ts";
import { EDITION, REVISION } from "./edition.ts";
import { EPISODE_RULES } from "./episode.ts";
import { LANGUAGE } from "./language.ts";
import { EXTRA } from "./extra.ts";
import { CONTAINER, MARK } from "./mark.ts";
import { NOISE } from "./noise.ts";
import { PART } from "./part.ts";
import { RESOLUTION } from "./resolution.ts";
import { BEFORE_WEB, SERVICE } from "./service.ts";
import { SOURCE } from "./source.ts";
import { HDR, THREE_D, VIDEO } from "./video.ts";
import { YEAR } from "./year.ts";

/** All rules in table order: of two that fit an equally long span, the first wins. */
export const RULES: readonly Rule[] = [
  ...MARK,
  ...EPISODE_RULES,
  ...DATE,
  ...RESOLUTION,
  ...BEFORE_WEB,
  ...SOURCE,
  ...VIDEO,
  ...HDR,
  ...THREE_D,
  ...AUDIO,
  ...EDITION,
  ...REVISION,
  ...EXTRA,
  ...PART,
  ...LANGUAGE,
  ...SERVICE,
  ...CONTAINER,
  ...NOISE,
  ...YEAR,
];

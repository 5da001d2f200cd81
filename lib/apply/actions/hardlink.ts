import { StageError } from "../../record/mod.ts";
import { errnoOf } from "../errno.ts";
import { isSameInode } from "../file_system.ts";
import { giveName } from "../into_place.ts";
import { mayBeSameEntry } from "../same_entry.ts";
import type { Action } from "./action.ts";
import { COPY } from "./copy.ts";
import { copyIntoPlace } from "./copy_into_place.ts";

/** What the system says where a hard link cannot be. */
const NO_LINK: Readonly<Record<string, string>> = {
  EXDEV: "they are on different devices",
  EPERM: "the file system has no hard links, or not for this file",
  EMLINK: "the file has as many names as it can",
  ENOSYS: "the file system has no hard links",
  EOPNOTSUPP: "the file system has no hard links",
};

/** A second name of the same file: it takes no space, and goes on being seeded. */
export const HARDLINK: Action = {
  name: "hardlink",
  verb: "hard-link",
  removesSource: false,
  isDone(file, context) {
    const { source, target, from, to } = file;
    if (from !== undefined && isSameInode(from, to)) {
      return !mayBeSameEntry(context.fs, source, target);
    }
    return context.link === "prefer" && COPY.isDone(file, context);
  },
  run(source, target, context) {
    try {
      giveName(target, () => context.fs.linkSync(source, target));
      return { method: "link" };
    } catch (error) {
      const why = NO_LINK[errnoOf(error)];
      if (why === undefined) throw error;
      if (context.link === "prefer") return copyIntoPlace(source, target, context);
      const code = errnoOf(error) === "EXDEV" ? "cross_device" : "unsupported";
      const what = `Cannot hard-link "${source}" to "${context.expected.target}"`;
      throw new StageError(code, `${what}: ${why} (--link prefer copies)`, { cause: error });
    }
  },
};

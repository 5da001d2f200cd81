import { giveName } from "../into_place.ts";
import type { Action } from "./action.ts";

/** A name that leads to the file, which stays where it is. */
export const SYMLINK: Action = {
  name: "symlink",
  verb: "link",
  removesSource: false,
  isDone: ({ target, to, link }, { fs }) => to.isSymlink && fs.readLinkSync(target) === link,
  run(source, target, { fs, expected }) {
    giveName(target, () => fs.symlinkSync(expected.link ?? source, target));
    return { method: "symlink" };
  },
};

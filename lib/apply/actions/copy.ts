import { isSameInode } from "../file_system.ts";
import type { Action } from "./action.ts";
import { copyIntoPlace } from "./copy_into_place.ts";

/** A second file with the same contents. */
export const COPY: Action = {
  name: "copy",
  verb: "copy",
  removesSource: false,
  async isDone({ source, target, from, to }, { hashOf, verify }) {
    const isLike = from?.isFile && to.isFile && from.size === to.size &&
      from.mtime?.getTime() === to.mtime?.getTime() && !isSameInode(from, to);
    // Another file may have the same size and time: only what it holds tells.
    return isLike === true && (verify === "size" || await hashOf(source) === await hashOf(target));
  },
  run: copyIntoPlace,
};

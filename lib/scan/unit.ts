import type { FileKind, SidecarKind } from "../record/mod.ts";
import type { LeftOutReason } from "./left_out.ts";
import type { SubtitleName } from "./read_subtitle_name.ts";

/** What makes one record: a video or disc folder with its sidecars. Names are relative to the folder. */
export interface Unit {
  readonly name: string;
  readonly kind: "video" | "disc";
  /** Sorted by name. */
  sidecars: readonly TiedSidecar[];
  /** What its size has yet to say: whether it is a sample, or a transport stream rather than source code. */
  readonly doubt?: "sample" | "transport_stream";
}

/** A file that makes no record, and why. */
export interface LeftOut {
  readonly name: string;
  readonly kind: FileKind;
  readonly reason: LeftOutReason;
}

/** A sidecar by its extension; whose is not known yet. */
export interface LooseSidecar {
  readonly name: string;
  readonly kind: SidecarKind;
}

/** A sidecar with what its name says. */
export interface TiedSidecar extends LooseSidecar, SubtitleName {}
